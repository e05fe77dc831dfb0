"""The report as one JSON object, of the shape of `schemas/deployment-report.schema.json`."""

import json
from typing import Any

from edgeconform.checks import find
from edgeconform.model import Level
from edgeconform.model.deployment import Use
from edgeconform.model.deployment_report import DeploymentFinding, DeploymentReport, Inspection
from edgeconform.reports.deployment.wording import place_of
from edgeconform.reports.words import shown_path


def render(report: DeploymentReport) -> str:
    """Return the object as text, indented."""
    return json.dumps(as_object(report), indent=2) + "\n"


def as_object(report: DeploymentReport) -> dict[str, Any]:
    """Return the report as JSON values."""
    levels = [finding.level for finding in report.findings()]
    return {
        "version": report.version,
        "limits": report.limits,
        "today": report.today.isoformat(),
        "summary": {level.value: levels.count(level) for level in Level},
        "deployments": [_deployment(each) for each in report.inspections],
    }


def _deployment(inspection: Inspection) -> dict[str, Any]:
    deployment = inspection.deployment
    return {
        "path": shown_path(deployment.path),
        "kind": deployment.kind,
        "functions": [function.name for function in deployment.functions],
        "associations": [_association(use) for use in deployment.uses()],
        "notes": list(deployment.notes),
        "findings": [_finding(finding) for finding in inspection.findings],
    }


def _association(use: Use) -> dict[str, Any]:
    return {
        "function": use.function.name,
        "event_type": use.association.event_type.value,
        "path_pattern": use.behavior.pattern,
    }


def _finding(finding: DeploymentFinding) -> dict[str, Any]:
    check = find(finding.code)
    place = place_of(finding)
    return {
        "code": finding.code,
        "check": finding.check,
        "level": finding.level.value,
        "title": check.title,
        "message": finding.message,
        "place": finding.place,
        "result": finding.result,
        "says": list(check.says),
        "aws": list(check.aws),
        "source": {"file": place.file, "line": place.line},
        "fingerprint": finding.fingerprint,
    }
