"""The report as SARIF 2.1.0, for code scanning."""

import json
from pathlib import Path
from typing import Any

from edgeconform.checks import find
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport
from edgeconform.reports.as_sarif import LEVELS, ROOT, SCHEMA, location, rule
from edgeconform.reports.deployment.wording import place_of, results_in


def render(report: DeploymentReport) -> str:
    """Return one SARIF run that holds the findings of all deployments."""
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_log(report)]}
    return json.dumps(document, indent=2) + "\n"


def _log(report: DeploymentReport) -> dict[str, Any]:
    found = list(report.findings())
    codes = sorted({finding.code for finding in found})
    return {
        "tool": {
            "driver": {
                "name": "edgeconform",
                "version": report.version,
                "semanticVersion": report.version,
                "rules": [rule(find(code)) for code in codes],
            }
        },
        "automationDetails": {"id": "deployment/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": Path.cwd().as_uri().rstrip("/") + "/"}},
        "invocations": [{"executionSuccessful": True}],
        "properties": {"limits": report.limits, "today": report.today.isoformat()},
        "results": [_result(finding, codes) for finding in found],
    }


def _result(finding: DeploymentFinding, codes: list[str]) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.level],
        "message": {"text": f"{finding.message} ({results_in(finding)})"},
        "locations": [{"physicalLocation": location(place_of(finding))}],
        "partialFingerprints": {"edgeconform/v1": finding.fingerprint},
        "properties": {"place": finding.place},
    }
