"""The report as GitLab's Code Quality report."""

import json

from edgeconform.model.deployment_report import DeploymentReport
from edgeconform.reports.as_gitlab import issue
from edgeconform.reports.deployment.wording import place_of, results_in


def render(report: DeploymentReport) -> str:
    """Return a JSON list with an object for each finding."""
    issues = [
        issue(finding, place_of(finding), f"{finding.message} ({results_in(finding)})")
        for finding in report.findings()
    ]
    return json.dumps(issues, indent=2) + "\n"
