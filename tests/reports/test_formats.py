"""What every format says of one report, read back by parsers that are not ours."""

import ast
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from edgeconform import schemas
from edgeconform.model import Report
from edgeconform.reports import FORMATS, render
from tests.reports import samples

CODES = ["EC102", "EC302", "EC302"]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    return samples.report(tmp_path)


def valid(document: Any) -> None:
    schema = schemas.load("report")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_handler_steer_a_terminal_or_break_a_line(
    report: Report, name: str
) -> None:
    text = render(report, name)
    assert text.endswith("\n")
    text.encode("utf-8")
    assert not {char for char in text if not char.isprintable()} - {"\n"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_an_empty_report(report: Report, name: str) -> None:
    assert isinstance(render(replace(report, runs=()), name), str)


def test_json_is_what_its_schema_says(report: Report) -> None:
    document = json.loads(render(report, "json"))
    valid(document)
    run, clean = document["runs"]
    assert (run["file"], run["handler"]) == ("src/redirect.py", "handler")
    assert [finding["code"] for finding in run["findings"]] == CODES
    assert clean["findings"] == []
    counts = {"error": 2, "warning": 1, "policy": 0, "suppressed": 0, "baseline": 0}
    assert document["summary"] == counts
    raised, deleted, _ = run["findings"]
    assert raised["error"] == "the handler raises KeyError: 'cookie'"
    assert "result" not in raised
    assert "via" not in deleted["result"]["headers"]
    assert raised["source"] == {
        "file": "src/redirect.py",
        "line": 6,
        "function": "handler",
        "certainty": "raised",
        "callers": [],
    }
    assert deleted["source"]["line"] == 7
    assert deleted["source"]["certainty"] == "named"


@pytest.mark.parametrize(
    ("part", "value"),
    [("seed", -1), ("runs", {}), ("version", ""), ("interrupted", None), ("summary", {})],
)
def test_the_schema_refuses_what_is_no_report(report: Report, part: str, value: Any) -> None:
    document = {**json.loads(render(report, "json")), part: value}
    with pytest.raises(jsonschema.ValidationError):
        valid(document)


def test_an_answer_too_deep_to_write_is_named_so(report: Report) -> None:
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]
    run = report.runs[0]
    finding = replace(run.findings[1], result=deep)
    whole = replace(report, runs=(replace(run, findings=(finding,)),))
    document = json.loads(render(whole, "json"))
    assert document["runs"][0]["findings"][0]["result"] == "(nested too deeply to show)"
    assert "(nested too deeply to show)" in render(whole, "text")


def test_junit_counts_errors_as_failures(report: Report) -> None:
    root = ElementTree.fromstring(render(report, "junit"))
    assert root.attrib | {"time": ""} == {
        "name": "edgeconform",
        "tests": "4",
        "failures": "2",
        "errors": "0",
        "time": "",
    }
    assert [case.get("type") for case in root.iter("failure")] == ["EC102", "EC302"]
    assert "KeyError: 'cookie'" in (next(root.iter("failure")).text or "")
    assert len(list(root.iter("system-out"))) == 1
    assert [case.get("name") for case in root.iter("testcase")][-1] == "conforms"


def test_sarif_points_at_lines_and_carries_pages(report: Report) -> None:
    log = json.loads(render(report, "sarif"))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert list(rules) == ["EC102", "EC302"]
    assert "read-only" in rules["EC302"]["help"]["markdown"]
    first = run["results"][0]
    assert first["level"] == "error"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "src/redirect.py", "uriBaseId": "ROOT"},
        "region": {"startLine": 6},
    }
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    prints = [result["partialFingerprints"]["edgeconform/v1"] for result in run["results"]]
    assert prints[0] != prints[1]


def test_sarif_names_a_file_elsewhere_by_its_whole_address(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    run = json.loads(render(report, "sarif"))["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"].endswith("src/redirect.py")


def test_a_run_that_checked_nothing_is_an_error_in_every_format(report: Report) -> None:
    unloaded = replace(report.runs[1], unloaded="it needs the network")
    whole = replace(report, runs=(unloaded,))
    told = "src/redirect.py handler at origin-request was not checked: it needs the network"

    document = json.loads(render(whole, "json"))
    valid(document)
    assert document["runs"][0]["checked"] is False
    assert document["runs"][0]["notes"][-1] == "nothing else was checked: it needs the network"

    root = ElementTree.fromstring(render(whole, "junit"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "0", "1")
    [case] = root.iter("testcase")
    assert [part.get("message") for part in case.iter("error")] == ["it needs the network"]

    [invocation] = json.loads(render(whole, "sarif"))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    [notification] = invocation["toolExecutionNotifications"]
    assert (notification["level"], notification["message"]["text"]) == ("error", told)

    assert render(whole, "github") == f"::error file=src/redirect.py::{told}\n"
    assert "not checked" in render(whole, "text").partition("\n")[0]
    assert "nothing else was checked: it needs the network" in render(whole, "html")


def test_github_escapes_what_would_end_a_command(report: Report) -> None:
    lines = render(report, "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning"]
    assert lines[0].startswith(
        "::error file=src/redirect.py,line=6,title=EC102 handler-exception::"
    )
    assert "100%25,:" in lines[2]
    assert "%0Aedgeconform replay .edgeconform/failures/EC102-" in lines[0]


def test_gitlab_lists_issues_with_place_and_severity(report: Report) -> None:
    issues = json.loads(render(report, "gitlab"))
    assert [issue["severity"] for issue in issues] == ["critical", "critical", "minor"]
    assert issues[0]["location"] == {"path": "src/redirect.py", "lines": {"begin": 6}}
    assert len({issue["fingerprint"] for issue in issues[:2]}) == 2


def test_html_shows_text_as_text(report: Report) -> None:
    seen = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            seen.append(tag)

    Tags().feed(render(report, "html"))
    assert seen.count("pre") == len(CODES)
    assert "b" not in seen


def test_pytest_writes_a_module_with_a_test_for_each_finding(report: Report) -> None:
    module = ast.parse(render(report, "pytest"))
    names = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]
    assert len(names) == len(CODES)
    assert names[0].startswith("test_handler_exception_viewer_request_")
