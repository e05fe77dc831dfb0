"""Ask the checks about deployments."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from edgeconform import __version__
from edgeconform.checks import (
    Check,
    DeploymentConditions,
    Fault,
    Selection,
    deployment_checks,
    select,
)
from edgeconform.deployment.packages import with_package
from edgeconform.deployment.sources import with_reads
from edgeconform.model import SourcePlace
from edgeconform.model.deployment import Deployment
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport, Inspection


def inspect(
    deployments: Iterable[Deployment],
    conditions: DeploymentConditions,
    *,
    enable: Sequence[str] = (),
    disable: Sequence[str] = (),
) -> DeploymentReport:
    """Return what the checks say of deployments; UsageError if one that is named does not exist."""
    selected = select(enable=enable, disable=disable, among=deployment_checks)
    return DeploymentReport(
        version=__version__,
        limits=conditions.limits.name,
        today=conditions.today,
        inspections=tuple(_inspection(each, conditions, selected) for each in deployments),
    )


def _inspection(
    deployment: Deployment, conditions: DeploymentConditions, selected: Selection
) -> Inspection:
    functions = tuple(with_reads(with_package(each)) for each in deployment.functions)
    whole = replace(deployment, functions=functions)
    found = [
        _finding(check, fault, whole)
        for check in selected
        if check.inspect is not None
        for fault in check.inspect(whole, conditions)
    ]
    unique = {(each.code, each.place, each.source): each for each in found}
    ordered = sorted(unique.values(), key=lambda f: (f.source.file, f.source.line, f.code))
    return Inspection(deployment=whole, findings=tuple(ordered))


def _finding(check: Check, fault: Fault, deployment: Deployment) -> DeploymentFinding:
    level = fault.level or check.level
    parts = (deployment.kind, check.code, level, fault.place)
    return DeploymentFinding(
        code=check.code,
        check=check.slug,
        level=level,
        message=fault.message,
        place=fault.place,
        result=fault.sees or check.viewer_sees,
        source=fault.source or SourcePlace(file=deployment.path.as_posix(), line=1),
        fingerprint=sha256("\0".join(parts).encode()).hexdigest()[:16],
    )
