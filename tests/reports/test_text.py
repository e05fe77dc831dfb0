"""The report that people read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import EventType, Report, SourcePlace
from edgeconform.reports import as_text
from edgeconform.reports.essentials import essentials
from edgeconform.reports.plain import compact, plain, shortened
from edgeconform.strategies import EventOptions, base_event
from tests.reports import samples


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    return samples.report(tmp_path)


SHOWN = [
    "src/redirect.py handler at viewer-request (python3.13)  2 errors, 1 warning",
    "event type read off the source: the file is named redirect",
    "tried 2,517 events (boundary 417, random 2,000, Hypothesis 100) in 1.2 s",
    "note: something was not reached",
    "EC102 handler-exception  error, the viewer gets a 503",
    "the handler raises KeyError: 'cookie'",
    "at:     src/redirect.py:6",
    '>    6 |     cookie = request["headers"]["cookie"][0]["value"]',
    "AWS says: The Lambda function result failed validation: The function tried to add, delete",
    "at:     src/redirect.py:7  (this line names it)",
    'request.headers.via = "1.1 x"',
    "result: headers without via",
    "log:\n    one\n    two",
    "replay: edgeconform replay .edgeconform/failures/EC302-header-read-only-",
    "edgeconform explain EC102 (or EC302)",
    "src/redirect.py handler at origin-request (python3.13)  conforms",
    "2 errors, 1 warning in 2 runs of 5,034 events (limits 2026-10, seed 42)",
]


@pytest.mark.parametrize("text", SHOWN)
def test_a_report_tells_all_that_helps(report: Report, text: str) -> None:
    assert text in as_text.render(report)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({"via": [{"value": "a"}]}, 'headers.via = "a"'),
        ({"Via": [{"value": "a"}]}, 'headers.Via = "a"'),
        ({"via": [{"value": "a"}], "VIA": 1}, 'headers = {"via": "a", "VIA": 1}'),
        ({"x": []}, "headers without via"),
        ([], "headers without via"),
    ],
)
def test_a_header_is_shown_as_the_answer_writes_it(
    report: Report, written: Any, shown: str
) -> None:
    (run, *_) = report.runs
    finding = next(each for each in run.findings if each.place == "headers.via")
    odd = replace(run, findings=(replace(finding, result={"headers": written}),))
    assert f"result: {shown}\n" in as_text.render(replace(report, runs=(odd,)))


def test_a_place_of_several_headers_shows_them_all(report: Report) -> None:
    (run, *_) = report.runs
    finding = replace(run.findings[-1], place="headers.*", result={"headers": {"x": "1", "y": "2"}})
    odd = replace(run, findings=(replace(finding, error=""),))
    shown = as_text.render(replace(report, runs=(odd,)))
    assert 'result: headers = {"x": "1", "y": "2"}\n' in shown


@pytest.mark.parametrize("matters", [True, False])
def test_what_is_emptied_is_told_once(report: Report, *, matters: bool) -> None:
    (run, *_) = report.runs
    event = base_event("origin-response", EventOptions())
    event["Records"][0]["cf"]["response"]["headers"] = {}
    event_type = EventType.ORIGIN_RESPONSE
    changed = replace(run.findings[0], event=event, event_type=event_type, absence_matters=matters)
    odd = replace(run, event_type=event_type, findings=(changed,))
    shown = as_text.render(replace(report, runs=(odd,)))
    assert ("response.headers = {}" in shown) is not matters
    assert ("response.headers without date, " in shown) is matters


def test_the_lines_that_led_to_an_exception_are_told_once_each(report: Report) -> None:
    (run, *_) = report.runs
    lines = [*range(30, 36), 30]
    callers = tuple(SourcePlace(file="b.py", line=line, function="go") for line in lines)
    place = SourcePlace(file="a.py", line=1, callers=(*callers[:1], *callers))
    odd = replace(run, findings=(replace(run.findings[0], source=place),))
    shown = as_text.render(replace(report, runs=(odd,)))
    told = ", ".join(f"src/b.py:{line} in go" for line in range(30, 35))
    assert f"  at:     src/a.py:1\n  from:   {told}, and 1 more\n" in shown


def test_verbose_shows_events_and_results_whole_and_a_test(report: Report) -> None:
    short, long = as_text.render(report), as_text.render(report, verbose=True)
    for text in ('"Records": [', '"clientIp": "203.0.113.178"', "def test_header_read_only_"):
        assert text in long
        assert text not in short


def test_styles_are_there_only_with_color(report: Report) -> None:
    assert "\x1b[" not in as_text.render(report)
    assert "\x1b[1;31m" in as_text.render(report, color=True)


def test_prose_is_wrapped_at_the_width_and_code_never_is(report: Report) -> None:
    lines = as_text.render(report, width=60).splitlines()
    assert '    >    6 |     cookie = request["headers"]["cookie"][0]["value"]' in lines
    prose = [line for line in lines if "AWS says" in line or "function tried" in line]
    assert prose
    assert all(len(line) <= 60 for line in prose)


def test_what_was_not_tried_is_not_listed(report: Report) -> None:
    run = replace(report.runs[1], tried=(("corpus", 417), ("relations", 0)))
    assert "(boundary 417) in" in as_text.render(replace(report, runs=(run,)))


def test_an_interrupted_report_says_so(report: Report) -> None:
    assert "interrupted" not in as_text.render(report)
    assert "interrupted" in as_text.render(replace(report, interrupted=True))


def test_what_a_source_lacks_is_not_made_up(report: Report) -> None:
    report.runs[0].handler.path.unlink()
    text = as_text.render(report)
    assert "src/redirect.py:6" in text
    assert " | " not in text


@pytest.mark.parametrize("event_type", EventType)
@pytest.mark.parametrize("origin", ["s3", "custom"])
def test_an_ordinary_event_has_nothing_essential(event_type: EventType, origin: Any) -> None:
    for include_body in (False, True):
        options = EventOptions(origin=origin, include_body=include_body)
        found = essentials(base_event(event_type, options), event_type)
        assert (found.values, found.absent) == ({}, {})


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("/", "  event:  an ordinary origin-request event with an S3 origin does it\n"),
        ("/x", "  event:  an ordinary origin-request event with an S3 origin, but\n"),
    ],
)
def test_an_event_with_an_s3_origin_is_called_so(report: Report, uri: str, said: str) -> None:
    event = base_event(EventType.ORIGIN_REQUEST, EventOptions(origin="s3"))
    event["Records"][0]["cf"]["request"]["uri"] = uri
    run = report.runs[0]
    found = replace(run.findings[0], event=event, event_type=EventType.ORIGIN_REQUEST)
    text = as_text.render(replace(report, runs=(replace(run, findings=(found,)),)))
    assert said in text
    assert "amzn-s3-demo-bucket" not in text.partition("result:")[0]


def test_essentials_are_what_differs_by_path() -> None:
    event = base_event(EventType.ORIGIN_REQUEST, EventOptions(origin="custom"))
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = "/x"
    request["headers"]["cookie"] = [{"key": "Cookie", "value": v} for v in ("a=1", "b=2")]
    request["origin"]["custom"]["customHeaders"]["x-key"] = [{"key": "X-Key", "value": "v"}]
    del request["headers"]["host"]
    found = essentials(event, EventType.ORIGIN_REQUEST)
    assert found.values == {
        "request.uri": "/x",
        "request.headers.cookie": ["a=1", "b=2"],
        "request.origin.custom.customHeaders.x-key": "v",
    }
    assert found.absent == {"request.headers": ("host",)}


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain", "plain"),
        ("caf\u00e9 \U0001f600", "caf\u00e9 \U0001f600"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\r\tc", "a\\nb\\r    c"),
        ("\x7f\x9b", "\\x7f\\x9b"),
        ("\u202e\u2028\ufeff", "\\u202e\\u2028\\ufeff"),
        ("\ud800", "\\ud800"),
    ],
)
def test_plain_leaves_nothing_that_steers_or_hides(text: str, safe: str) -> None:
    assert plain(text) == safe


def test_long_values_are_cut_and_say_by_how_much() -> None:
    assert shortened("x" * 10, 10) == "x" * 10
    assert shortened("x" * 1_011, 10) == "x" * 10 + "... (1,001 characters more)"
    assert len(compact("y" * 50_000)) < 250
    cut = compact({"body": "y" * 50_000, "status": "200"})
    assert cut == '{"body": "%s... (49,960 characters more)", "status": "200"}' % ("y" * 40)
    assert len(compact(["y"] * 50_000)) < 400


def test_a_secret_in_a_long_log_is_shown(report: Report) -> None:
    """Where the log ends nothing of it may stand."""
    run = report.runs[0]
    event = base_event("viewer-request")
    event["Records"][0]["cf"]["request"]["headers"]["cookie"] = [{"value": "sid=53f0a1"}]
    log = "\n".join(("begin", "cookie: sid=53f0a1", *map(str, range(20))))
    leak = replace(run.findings[0], place="log cookie", event=event, log=log)
    text = as_text.render(replace(report, runs=(replace(run, findings=(leak,)),)))
    assert "(from line 2 of 22)" in text
    assert "cookie: sid=53f0a1" in text
    elsewhere = replace(leak, place="headers.via")
    text = as_text.render(replace(report, runs=(replace(run, findings=(elsewhere,)),)))
    assert "(the last 5 of 22 lines)" in text
