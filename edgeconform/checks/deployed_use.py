"""What the checks of deployments share: functions that use a feature."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from edgeconform.checks.check import Fault
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.model import Deployment, EdgeFunction, Setting

Value = TypeVar("Value")


def using(
    deployment: Deployment,
    conditions: DeploymentConditions,
    feature: str,
    get: Callable[[EdgeFunction], Setting[Value] | None],
) -> Iterator[tuple[EdgeFunction, Setting[Value]]]:
    """Yield the functions that use a feature, and how, where the table forbids it."""
    if conditions.supports(feature):
        return
    for function in deployment.functions:
        found = get(function)
        if found is not None:
            yield function, found


def fault_of(function: EdgeFunction, found: Setting[Value], what: str, place: str) -> Fault:
    """Return the fault of one setting of a function."""
    return Fault(
        message=f"{function.name} {what}", place=f"{function.name}: {place}", source=found.place
    )
