"""EC603 and EC917 to EC919: the runtime, and figures that have a quota."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.checks.sizes import MEGABYTE
from edgeconform.model import Level, Side
from edgeconform.model.deployment import Deployment, EdgeFunction, Package
from edgeconform.schemas import runtime_dates

_SOON: Final = timedelta(days=180)
_SHOWN_PARTS: Final = 3


@deployment_check(
    "EC603",
    "package-size",
    Level.ERROR,
    rules=("limit-package-viewer", "limit-package-origin"),
    aws=(pages.QUOTAS,),
)
def package_size(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The deployment package passes its quota.

    50 MB, zipped, with all that the code needs; up to 2025 the documentation had 1 MB for viewer
    events. The size is that of the code folder when it is zipped, leaving out what a build would
    fetch or drop, so that the real package can only be larger. The message names what weighs most:
    often an AWS SDK that the runtime has anyway, source maps, or files for tests.
    """
    for function, side in _sides(deployment):
        quota = conditions.limits.figure(f"package.{side}")
        package = function.package
        if package is not None and package.size > quota:
            yield Fault(
                message=f"{function.name} has a package of at least {package.size:,} bytes, and at"
                f" {side} events it may have {quota:,}; most is {_parts(package)}",
                place=f"{function.name}: package at {side} events",
                source=function.code.place if function.code else function.place,
            )


def _parts(package: Package) -> str:
    parts = package.heaviest[:_SHOWN_PARTS]
    return ", ".join(f"{name} ({size / MEGABYTE:.1f} MB)" for name, size in parts)


@deployment_check(
    "EC917",
    "deploy-runtime",
    Level.ERROR,
    rules=("deploy-runtime-language",),
    says=(
        (
            "The function has a runtime that is not supported by Lambda@Edge: nodejs12.x "
            "Function: <arn> Supported runtimes: [...]"
        ),
    ),
    aws=(pages.LAMBDA_RESTRICTIONS, pages.RUNTIMES),
)
def runtime(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The runtime is not one of Lambda@Edge, or is at its end.

    Lambda@Edge takes the Node.js and Python runtimes that Lambda supports. A runtime is an error
    from the day on which Lambda creates no more functions with it; a warning once it is deprecated,
    and in the half year before. What is already associated keeps running.
    """
    for function in deployment.functions:
        found = function.runtime
        judged = None if found is None else _runtime_fault(found.value, conditions)
        if found is not None and judged is not None:
            level, why = judged
            yield Fault(
                message=f"{function.name} runs on {found.value}, {why}",
                place=f"{function.name}: runtime",
                level=level,
                sees=None if level is Level.ERROR else "no patches",
                source=found.place,
            )


def _runtime_fault(name: str, conditions: DeploymentConditions) -> tuple[Level, str] | None:
    if not name.startswith(("nodejs", "python")):
        return Level.ERROR, "and Lambda@Edge takes Node.js and Python only"
    if _is_older_than_known(name):
        return Level.ERROR, "which Lambda@Edge never took"
    dates = runtime_dates().get(name)
    today = conditions.today
    if dates is None or today < dates.deprecated - _SOON:
        return None
    if dates.refused is not None and today >= dates.refused:
        return Level.ERROR, f"with which no function can be made since {dates.refused}"
    until = "" if dates.refused is None else f"; from {dates.refused} on none can be made with it"
    if today >= dates.deprecated:
        return Level.WARNING, f"which Lambda has not patched since {dates.deprecated}{until}"
    return Level.WARNING, f"which Lambda patches until {dates.deprecated} only{until}"


def _is_older_than_known(name: str) -> bool:
    language = "nodejs" if name.startswith("nodejs") else "python"
    known = [each for each in runtime_dates() if each.startswith(language)]
    return _version(name) < min(map(_version, known))


def _version(runtime: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"[0-9]+", runtime)))


@deployment_check(
    "EC918",
    "deploy-memory",
    Level.ERROR,
    rules=("limit-memory-viewer", "limit-memory-origin"),
    says=(
        (
            "The function memory size is larger than the maximum allowed size for functions that "
            "are triggered by a CloudFront event: 1024 Max allowed: 128"
        ),
    ),
    aws=(pages.QUOTAS, pages.CHOOSING),
)
def memory(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function has more memory than its event may have.

    128 MB at viewer events. AWS's pages disagree by now: one says 128, another as much as Lambda
    gives. So it is a warning in the newest table, and an error in those where all agree, or past
    what any of them gives. Serverless Framework gives 1,024 MB unless told otherwise.
    """
    for function, side in _sides(deployment):
        found, quota = function.memory, conditions.limits.figure(f"memory.{side}")
        if found is None or found.value <= quota:
            continue
        most = conditions.limits.figure(f"memory.{side}.most")
        yield Fault(
            message=f"{function.name} has {found.value:,} MB of memory, and at {side} events it"
            f" may have {quota:,}",
            place=f"{function.name}: memory at {side} events",
            level=Level.WARNING if found.value <= most else None,
            sees="perhaps refused" if found.value <= most else None,
            source=found.place,
        )


@deployment_check(
    "EC919",
    "deploy-timeout",
    Level.ERROR,
    rules=("limit-timeout-viewer", "limit-timeout-origin"),
    says=(
        (
            "The function timeout is larger than the maximum allowed for functions that are "
            "triggered by a CloudFront event: 30 Max allowed: 5"
        ),
    ),
    aws=(pages.QUOTAS,),
)
def timeout(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """The function has a longer time limit than its event may have.

    30 seconds; up to about 2025 the documentation had 5 for viewer events. A viewer waits that
    long, so set what the function needs, not what it may have.
    """
    for function, side in _sides(deployment):
        found, quota = function.timeout, conditions.limits.figure(f"timeout.{side}")
        if found is not None and found.value > quota:
            yield Fault(
                message=f"{function.name} has a time limit of {found.value:g} s, and at {side}"
                f" events it may have {quota:g}",
                place=f"{function.name}: timeout at {side} events",
                source=found.place,
            )


def _sides(deployment: Deployment) -> Iterator[tuple[EdgeFunction, Side]]:
    """Yield each function with each side of the cache that it is used on."""
    seen = {(use.function.name, use.association.event_type.side): use for use in deployment.uses()}
    for (_, side), use in seen.items():
        yield use.function, side
