"""The report as workflow commands: GitHub shows them at the lines of a pull request."""

from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport
from edgeconform.reports.as_github import COMMANDS, data_of, property_of
from edgeconform.reports.deployment.wording import place_of, results_in
from edgeconform.reports.plain import plain


def render(report: DeploymentReport) -> str:
    """Return one command a line, for each finding."""
    return "".join(_command(finding) for finding in report.findings())


def _command(finding: DeploymentFinding) -> str:
    place = place_of(finding)
    properties = {
        "file": place.file,
        "line": str(place.line),
        "title": f"{finding.code} {finding.check}",
    }
    written = ",".join(f"{key}={property_of(value)}" for key, value in properties.items())
    message = f"{plain(finding.message)} ({results_in(finding)})"
    return f"::{COMMANDS[finding.level]} {written}::{data_of(message)}\n"
