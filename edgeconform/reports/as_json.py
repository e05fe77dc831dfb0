"""The report as one JSON object, of the shape of `schemas/report.schema.json`."""

import json
from typing import Any

from edgeconform.checks import find
from edgeconform.model import Finding, Json, Level, Report, Run
from edgeconform.reports import exemptions
from edgeconform.reports.places import Place, where
from edgeconform.reports.plain import storable
from edgeconform.reports.words import failure_path, notes_of, shown_path


def render(report: Report) -> str:
    """Return the object as text, indented."""
    return json.dumps(as_object(report), indent=2) + "\n"


def as_object(report: Report) -> dict[str, Any]:
    """Return the report as JSON values."""
    levels = [finding.level for finding in report.findings]
    return {
        "version": report.version,
        "seed": report.seed,
        "limits": report.limits,
        "interrupted": report.interrupted,
        "summary": {
            **{level.value: levels.count(level) for level in Level},
            "suppressed": report.exempted("suppression"),
            "baseline": report.exempted("baseline"),
        },
        "remarks": [
            {"message": each.message, "file": shown_path(each.path), "line": each.line}
            for each in report.remarks
        ],
        "baseline": exemptions.baseline_object(report.baseline),
        "runs": [_run(run) for run in report.runs],
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "file": shown_path(run.handler.path),
        "handler": run.handler.export,
        "event_type": run.event_type.value,
        "runtime": str(run.runtime),
        "detected": run.detected,
        "settings": dict(run.settings),
        "events": run.events,
        "tried": dict(run.tried),
        "seconds": round(run.seconds, 3),
        "start_seconds": round(run.start_seconds, 4),
        "slowest_seconds": round(run.slowest_seconds, 4),
        "checked": not run.unloaded,
        "notes": list(notes_of(run)),
        "coverage": [
            {"file": each.file, "lines": each.lines, "missed": list(each.missed)}
            for each in run.coverage
        ],
        "findings": [_finding(run, finding) for finding in run.findings],
        "exempted": exemptions.as_objects(run),
    }


def _finding(run: Run, finding: Finding) -> dict[str, Any]:
    check = find(finding.code)
    place = where(run, finding)
    return {
        "code": finding.code,
        "check": finding.check,
        "level": finding.level.value,
        "event_type": finding.event_type.value,
        "title": check.title,
        "message": finding.message,
        "place": finding.place,
        "viewer_sees": finding.viewer_sees,
        "says": list(check.says),
        "aws": list(check.aws),
        "source": {
            **_line(place),
            "certainty": place.why,
            "callers": [_line(caller) for caller in place.callers],
        },
        "event": finding.event,
        "related_events": list(finding.related_events),
        **_answer(finding),
        "log": finding.log,
        "fingerprint": finding.fingerprint,
        "saved": failure_path(finding).as_posix(),
    }


def _line(place: Place) -> dict[str, Json]:
    return {"file": place.file, "line": place.line, "function": place.function or None}


def _answer(finding: Finding) -> dict[str, Json]:
    if finding.error:
        return {"error": finding.error}
    return {"result": storable(finding.result)}
