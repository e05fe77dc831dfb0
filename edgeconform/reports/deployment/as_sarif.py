"""The report as SARIF 2.1.0, for code scanning."""

from edgeconform.model.deployment_report import DeploymentReport
from edgeconform.reports.as_sarif import document, result
from edgeconform.reports.deployment.wording import place_of, results_in


def render(report: DeploymentReport) -> str:
    """Return one SARIF run that holds the findings of all deployments."""
    found = list(report.findings())
    codes = sorted({finding.code for finding in found})
    results = [
        result(each, place_of(each), f"{each.message} ({results_in(each)})", codes)
        for each in found
    ]
    about = {
        "automationDetails": {"id": "deployment/"},
        "invocations": [{"executionSuccessful": True}],
        "properties": {"limits": report.limits, "today": report.today.isoformat()},
    }
    return document(report.version, codes, results, about)
