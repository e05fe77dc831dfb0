"""The report as workflow commands: GitHub shows them at the lines of a pull request."""

from edgeconform.model.deployment_report import DeploymentReport
from edgeconform.reports.as_github import command
from edgeconform.reports.deployment.wording import place_of, results_in
from edgeconform.reports.plain import plain


def render(report: DeploymentReport) -> str:
    """Return one command a line, for each finding."""
    return "".join(
        command(finding, place_of(finding), f"{plain(finding.message)} ({results_in(finding)})")
        for finding in report.findings()
    )
