"""What the checks of deployments share: functions that use what Lambda@Edge does not have."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from edgeconform.checks import pages
from edgeconform.checks.check import Check, Fault, Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.model import Level
from edgeconform.model.deployment import Deployment, EdgeFunction, Setting

Value = TypeVar("Value")


def unsupported(
    code: str,
    slug: str,
    feature: str,
    get: Callable[[EdgeFunction], Setting[Value] | None],
    *,
    place: str = "",
    rules: tuple[str, ...],
    says: tuple[str, ...] = (),
) -> Callable[[Callable[[Value], str]], Check]:
    """Make a check of a `feature` that the table of limits may forbid.

    `get` finds the setting of it, and the decorated function tells in words how a function uses the
    feature, "" if it does not; its docstring is the page. `place` is how the setting is called in
    fingerprints, by default as the feature is.
    """

    def register(told: Callable[[Value], str]) -> Check:
        @wraps(told)
        def inspect(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
            if conditions.supports(feature):
                return
            for function in deployment.functions:
                found = get(function)
                if found is not None and (use := told(found.value)):
                    yield fault_of(function, found, use, place or feature.replace("-", " "))

        aws = (pages.LAMBDA_RESTRICTIONS,)
        made = deployment_check(code, slug, Level.ERROR, rules=rules, says=says, aws=aws)
        return made(inspect)

    return register


def fault_of(function: EdgeFunction, found: Setting[Value], what: str, place: str) -> Fault:
    """Return the fault of one setting of a function."""
    return Fault(
        message=f"{function.name} {what}", place=f"{function.name}: {place}", source=found.place
    )
