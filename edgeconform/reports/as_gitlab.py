"""The report as GitLab's Code Quality report."""

import json
from typing import TYPE_CHECKING, Any, Final

from edgeconform.model import Finding, Level, Report, Run
from edgeconform.reports.places import Place, where
from edgeconform.reports.words import viewer_gets

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentFinding

SEVERITIES: Final = {Level.ERROR: "critical", Level.WARNING: "minor", Level.POLICY: "info"}


def render(report: Report) -> str:
    """Return a JSON list with an object for each finding.

    Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    found = [_issue(run, finding) for run in report.runs for finding in run.findings]
    return json.dumps(found, indent=2) + "\n"


def _issue(run: Run, finding: Finding) -> dict[str, Any]:
    told = f"{finding.message} ({finding.event_type}; {viewer_gets(finding)})"
    return issue(finding, where(run, finding), told)


def issue(finding: "Finding | DeploymentFinding", place: Place, description: str) -> dict[str, Any]:
    """Return the object of one finding."""
    return {
        "description": description,
        "check_name": f"{finding.code} {finding.check}",
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.level],
        "location": {"path": place.file, "lines": {"begin": place.line or 1}},
    }
