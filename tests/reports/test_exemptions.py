"""What the formats say of findings that do not count, and of odd comments."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from edgeconform import schemas
from edgeconform.model import Report, SourcePlace
from edgeconform.model.report import BaselineUse, Exempted, Remark
from edgeconform.reports import FORMATS, render
from tests.reports import samples
from tests.reports.samples import HOSTILE


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The first finding counts, the second is suppressed, the third is known."""
    monkeypatch.chdir(tmp_path)
    made = samples.report(tmp_path)
    run, clean = made.runs
    raised, deleted, odd = run.findings
    comment = SourcePlace(file="redirect.py", line=4)
    exempted = (
        Exempted(finding=deleted, by="suppression", reason=HOSTILE, place=comment),
        Exempted(finding=odd, by="baseline"),
    )
    return replace(
        made,
        runs=(replace(run, findings=(raised,), exempted=exempted), clean),
        remarks=(Remark(message=HOSTILE, path=run.handler.path, line=4),),
        baseline=BaselineUse(path=tmp_path / "known.json", known=1, fixed=("EC301 x",)),
    )


def sarif(report: Report) -> Any:
    return json.loads(render(report, "sarif"))["runs"][0]


def test_json_counts_them_apart(report: Report) -> None:
    document = json.loads(render(report, "json"))
    jsonschema.Draft202012Validator(schemas.load("report")).validate(document)
    assert document["summary"] == {
        "error": 1,
        "warning": 0,
        "policy": 0,
        "suppressed": 1,
        "baseline": 1,
    }
    first, second = document["runs"][0]["exempted"]
    assert (first["by"], first["code"], first["comment"]) == (
        "suppression",
        "EC302",
        "src/redirect.py:4",
    )
    assert (second["by"], second["comment"]) == ("baseline", None)
    assert document["baseline"] == {
        "file": "known.json",
        "known": 1,
        "fixed": ["EC301 x"],
        "added": None,
    }
    assert document["remarks"][0]["line"] == 4


def test_sarif_says_why_and_that_others_are_not_suppressed(report: Report) -> None:
    run = sarif(report)
    assert [result["ruleId"] for result in run["results"]] == ["EC102", "EC302", "EC302"]
    counting, suppressed, known = (result["suppressions"] for result in run["results"])
    assert counting == []
    assert suppressed[0]["kind"] == "inSource"
    assert suppressed[0]["location"]["physicalLocation"]["region"] == {"startLine": 4}
    assert known == [{"kind": "external"}]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {"EC102", "EC302"}
    [told] = run["invocations"][0]["toolExecutionNotifications"]
    assert told["level"] == "warning"


def test_text_tells_reasons_remarks_and_what_is_fixed(report: Report) -> None:
    text = render(report, "text")
    assert "  suppressed: EC302 header-read-only (headers.via), src/redirect.py:4: evil" in text
    assert "  in the baseline: 1 finding\n" in text
    assert "warning: src/redirect.py:4: evil" in text
    assert "baseline known.json: 1 finding fixed; --baseline-update takes that out" in text
    assert "  fixed: EC301 x" in text
    assert "1 error (1 suppressed, 1 in the baseline, 1 remark) in 2 runs" in text


def test_text_tells_what_an_update_did(report: Report) -> None:
    assert report.baseline is not None
    changed = replace(report, baseline=replace(report.baseline, added=2))
    told = "baseline known.json rewritten: 2 findings added, 1 finding fixed, 1 kept"
    assert told in render(changed, "text")


def test_github_warns_of_remarks(report: Report) -> None:
    lines = render(report, "github").splitlines()
    assert lines[1].startswith("::warning file=src/redirect.py,line=4::evil")


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_reason_steer_a_terminal(report: Report, name: str) -> None:
    text = render(report, name)
    assert not {char for char in text if not char.isprintable()} - {"\n"}


def test_remarks_fail_only_a_strict_command(report: Report) -> None:
    clean = replace(report, runs=report.runs[1:])
    assert not clean.failed(strict=False)
    assert clean.failed(strict=True)
    assert not replace(clean, remarks=()).failed(strict=True)
