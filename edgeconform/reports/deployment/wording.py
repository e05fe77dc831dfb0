"""Words that the formats share."""

from pathlib import Path
from typing import Final

from edgeconform.model.deployment import Deployment
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport
from edgeconform.reports.places import Place
from edgeconform.reports.words import counted, shown_path, tally

_RESULTS: Final = {
    "deploy refused": "CloudFront or Lambda refuses it",
    "perhaps refused": "AWS's pages disagree on whether it is refused",
    "no patches": "what is associated keeps running",
    "wrong page": "the viewer may get the wrong page",
    "-": "viewers do not notice",
}


def results_in(finding: DeploymentFinding) -> str:
    """Return what comes of a finding, as half a sentence."""
    return consequence(finding.result)


def consequence(result: str) -> str:
    """Return what a check of templates says that comes of it, as half a sentence."""
    return _RESULTS.get(result, result)


def place_of(finding: DeploymentFinding) -> Place:
    """Return the line of the template that a finding is about."""
    path = Path(finding.source.file)
    return Place(path=path, line=finding.source.line, function="", why="named")


def headline(deployment: Deployment) -> str:
    """Return what names a deployment: `template.yaml (AWS SAM)`."""
    return f"{shown_path(deployment.path)} ({deployment.kind})"


def holdings(deployment: Deployment) -> str:
    """Return what was found in a deployment, right or wrong."""
    associations = sum(len(behavior.associations) for behavior in deployment.behaviors())
    parts = (
        counted(len(deployment.functions), "Lambda@Edge function"),
        counted(associations, "association"),
        counted(len(deployment.distributions), "distribution"),
    )
    return ", ".join(parts)


def summary(report: DeploymentReport) -> str:
    """Return the line that says it all."""
    templates = counted(len(report.inspections), "deployment")
    found = tally(report.findings())
    return f"{found} in {templates} (limits {report.limits}, runtimes as of {report.today})"
