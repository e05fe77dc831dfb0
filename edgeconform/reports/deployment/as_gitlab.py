"""The report as GitLab's Code Quality report."""

import json
from typing import Any

from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport
from edgeconform.reports.as_gitlab import SEVERITIES
from edgeconform.reports.deployment.wording import place_of, results_in


def render(report: DeploymentReport) -> str:
    """Return a JSON list with an object for each finding."""
    return json.dumps([_issue(finding) for finding in report.findings()], indent=2) + "\n"


def _issue(finding: DeploymentFinding) -> dict[str, Any]:
    place = place_of(finding)
    return {
        "description": f"{finding.message} ({results_in(finding)})",
        "check_name": f"{finding.code} {finding.check}",
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.level],
        "location": {"path": place.file, "lines": {"begin": place.line or 1}},
    }
