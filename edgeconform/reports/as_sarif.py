"""The report as SARIF 2.1.0, for code scanning."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from edgeconform.checks import Check, find
from edgeconform.model import Finding, Level, Report, Run
from edgeconform.model.report import Exempted
from edgeconform.reports.places import Place, where
from edgeconform.reports.words import not_checked, title, viewer_gets

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentFinding

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.POLICY: "note"}
ROOT: Final = "ROOT"
_KINDS: Final = {"suppression": "inSource", "baseline": "external"}


def render(report: Report) -> str:
    """Return one SARIF run that holds the findings of all handlers."""
    exempted = [(run, each) for run in report.runs for each in run.exempted]
    found = [*report.findings, *(each.finding for _, each in exempted)]
    codes = sorted({finding.code for finding in found})
    return document(
        report.version,
        codes,
        [
            *(_counting(run, each, codes) for run in report.runs for each in run.findings),
            *(_suppressed(run, each, codes) for run, each in exempted),
        ],
        {
            "invocations": [_invocation(report)],
            "properties": {"seed": report.seed, "limits": report.limits},
        },
    )


def document(
    version: str, codes: list[str], results: list[dict[str, Any]], about: dict[str, Any]
) -> str:
    """Return a document of one run; `about` are more of its properties."""
    driver = {
        "name": "edgeconform",
        "version": version,
        "semanticVersion": version,
        "rules": [_rule(find(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": Path.cwd().as_uri().rstrip("/") + "/"}},
        **about,
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _invocation(report: Report) -> dict[str, Any]:
    told: list[dict[str, Any]] = [
        {
            "level": "warning",
            "message": {"text": remark.message},
            "locations": [{"physicalLocation": _line(remark.path, remark.line)}],
        }
        for remark in report.remarks
    ]
    told += [
        {
            "level": "error",
            "message": {"text": not_checked(run)},
            "locations": [{"physicalLocation": _line(run.handler.path, None)}],
        }
        for run in report.unchecked
    ]
    whole = not report.interrupted and not report.unchecked
    return {"executionSuccessful": whole, "toolExecutionNotifications": told}


def _counting(run: Run, finding: Finding, codes: list[str]) -> dict[str, Any]:
    # Empty and not absent: absent would say that suppressions were not looked for.
    return {**_result(run, finding, codes), "suppressions": []}


def _suppressed(run: Run, exempted: Exempted, codes: list[str]) -> dict[str, Any]:
    suppression: dict[str, Any] = {"kind": _KINDS[exempted.by]}
    if exempted.reason:
        suppression["justification"] = exempted.reason
    if exempted.place is not None:
        place = _line(run.handler.root / exempted.place.file, exempted.place.line)
        suppression["location"] = {"physicalLocation": place}
    return {**_result(run, exempted.finding, codes), "suppressions": [suppression]}


def _rule(check: Check) -> dict[str, Any]:
    sources = "\n".join(check.aws)
    said = "\n".join(f"> {text}" for text in check.says)
    linked = "\n".join(f"- <{address}>" for address in check.aws)
    return {
        "id": check.code,
        "name": "".join(part.capitalize() for part in check.slug.split("-")),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.page or check.title},
        "help": {
            "text": "\n\n".join(filter(None, (check.title, check.page, *check.says, sources))),
            "markdown": "\n\n".join(filter(None, (f"**{check.title}**", check.page, said, linked))),
        },
        "helpUri": check.aws[0],
        "defaultConfiguration": {"level": LEVELS[check.level]},
        "properties": {"tags": ["lambda-edge", check.slug]},
    }


def _result(run: Run, finding: Finding, codes: list[str]) -> dict[str, Any]:
    text = f"{title(run)}: {finding.message} ({viewer_gets(finding)})"
    found = result(finding, where(run, finding), text, codes)
    return {**found, "properties": {"place": finding.place, "event": finding.event}}


def result(
    finding: "Finding | DeploymentFinding", place: Place, text: str, codes: list[str]
) -> dict[str, Any]:
    """Return what SARIF shows of a finding."""
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.level],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(place)}],
        "partialFingerprints": {"edgeconform/v1": finding.fingerprint},
        "properties": {"place": finding.place},
    }


def _line(path: Path, line: int | None) -> dict[str, Any]:
    return _location(Place(path=path, line=line, function="", why="named"))


def _location(place: Place) -> dict[str, Any]:
    if Path(place.file).is_absolute():
        artifact = {"uri": place.path.as_uri()}
    else:
        artifact = {"uri": quote(place.file), "uriBaseId": ROOT}
    found: dict[str, Any] = {"artifactLocation": artifact}
    if place.line is not None:
        found["region"] = {"startLine": place.line}
    return found
