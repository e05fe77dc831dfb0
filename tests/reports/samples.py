"""A report made by hand, with a finding of each kind."""

from dataclasses import replace
from pathlib import Path

from edgeconform.engine.fingerprint import with_fingerprint
from edgeconform.handlers import define_line, discover
from edgeconform.model import EventType, Finding, Handler, Level, Raised, Report, Run, SourcePlace
from tests import support

SOURCE = """\
import json


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookie = request["headers"]["cookie"][0]["value"]
    del request["headers"]["via"]
    return request
"""

HOSTILE = 'evil \x1b[2J\x07 \u202e "quoted" <b>&amp;</b> 100%,: \ud800'


def handler(folder: Path) -> Handler:
    """A handler in a file of its own."""
    path = folder / "src" / "redirect.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(SOURCE, encoding="utf-8")
    return discover(path)[0]


def findings() -> tuple[Finding, ...]:
    """An exception with its line, a read-only header deleted, and a warning with hostile text."""
    ordinary = support.event("viewer-request")
    raised = Raised(
        error_type="KeyError",
        message="'cookie'",
        place=SourcePlace(file="redirect.py", line=6, function="handler"),
    )
    given = support.event(
        "viewer-request", support.request(headers=support.headers(host="a.example", via="1.1 x"))
    )
    answer = support.request(headers=support.headers(host="a.example"))
    found = (
        *support.findings(support.invocation("viewer-request", raised, ordinary, log="one\ntwo\n")),
        *support.findings(support.invocation("viewer-request", answer, given)),
    )
    assert [finding.code for finding in found] == ["EC102", "EC302"]
    odd = replace(found[1], level=Level.WARNING, message=HOSTILE, log=HOSTILE, place="headers.x")
    return (*found, odd)


def report(folder: Path) -> Report:
    """Two runs, the second without findings."""
    made = handler(folder)
    run = Run(
        handler=made,
        event_type=EventType.VIEWER_REQUEST,
        runtime=support.PYTHON,
        events=2517,
        seconds=1.25,
        findings=tuple(with_fingerprint(finding, made) for finding in findings()),
        detected="the file is named redirect",
        tried=(("corpus", 417), ("bulk", 2000), ("hypothesis", 100)),
        notes=("something was not reached",),
        settings={"include_body": True},
        defined=define_line(made),
    )
    clean = replace(run, event_type=EventType.ORIGIN_REQUEST, findings=(), detected="flag")
    return Report(version="0.1.0", seed=42, limits="2026-10", runs=(run, clean))
