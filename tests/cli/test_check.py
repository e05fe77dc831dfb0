"""`edgeconform check` on real handlers."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from edgeconform import cli, schemas
from edgeconform.cli import checking
from edgeconform.engine import jobs
from edgeconform.model import Run
from tests.cli.miniatures import GOOD, QUICK, checked, saved, started, written
from tests.reports import samples


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


def test_a_good_handler_conforms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, error = checked(capsys, "good.py", *QUICK)
    assert (status, error) == (0, "")
    assert "good.py handler at viewer-request" in out
    assert "no findings in 1 run of" in out
    assert "seed 7" in out
    assert not (folder / ".edgeconform").exists()


def test_findings_are_shown_and_saved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = checked(capsys, "bad.py", *QUICK)
    assert status == 1
    assert "EC102 handler-exception  error, the viewer gets a 503" in out
    assert "KeyError: 'user-agent'" in out
    assert "at:     bad.py:3" in out
    assert 'result: headers.connection = "close"' in out
    for code in ("EC102", "EC301"):
        assert f"edgeconform replay {saved(folder, code).relative_to(folder)}" in out
    assert (folder / ".edgeconform" / ".gitignore").read_text() == "*\n"


def test_the_report_is_what_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = checked(capsys, "bad.py", "good.py", *QUICK, "--format", "json")
    report = json.loads(out)
    jsonschema.Draft202012Validator(schemas.load("report")).validate(report)
    assert status == 1
    assert [run["file"] for run in report["runs"]] == ["bad.py", "good.py"]
    assert [len(run["findings"]) for run in report["runs"]] == [2, 0]
    assert report["runs"][0]["tried"]["bulk"] == 50
    assert (report["seed"], report["limits"]) == (7, schemas.NEWEST)


def test_same_seed_same_report(capsys: pytest.CaptureFixture[str]) -> None:
    def timeless() -> Any:
        report = json.loads(checked(capsys, "bad.py", *QUICK, "--format", "json")[1])
        for run in report["runs"]:
            for key in ("seconds", "start_seconds", "slowest_seconds"):
                del run[key]
        return report

    assert timeless() == timeless()


def test_without_event_the_type_is_read_off_the_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "viewer_response.py").write_text(
        "def handler(event, context):\n    return event['Records'][0]['cf']['response']\n"
    )
    _, out, _ = checked(capsys, "viewer_response.py", "--engine", "bulk", "--bulk", "0")
    assert "handler at viewer-response" in out
    assert "event type read off the source: the file is named viewer_response" in out


def test_several_event_types_and_a_seed_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    events = ["--event", "viewer-request", "--event", "origin-request"]
    arguments = ["good.py", *events, "--engine", "bulk", "--bulk", "0", "--format", "json"]
    status, out, _ = checked(capsys, *arguments)
    report = json.loads(out)
    assert status == 0
    types = [run["event_type"] for run in report["runs"]]
    assert types == ["viewer-request", "origin-request"]
    assert 0 <= report["seed"] < 2**32


def test_a_handler_that_does_not_load_is_a_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.py").write_text("def handler(event, context:\n")
    status, out, _ = checked(capsys, "broken.py", *QUICK)
    assert status == 1
    assert "EC101 handler-load" in out
    status, out, _ = checked(capsys, "good.py", "--handler", "nosuch", *QUICK)
    assert status == 1
    assert "EC101 handler-load" in out


def test_checks_can_be_disabled(capsys: pytest.CaptureFixture[str]) -> None:
    off = ["--disable", "EC301", "--disable", "handler-exception"]
    assert checked(capsys, "bad.py", *QUICK, *off)[0] == 0


def test_warnings_fail_only_a_strict_check(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = checked(capsys, "odd.py", *QUICK)
    assert (status, "EC204 result-unknown-keys  warning" in out) == (0, True)
    assert checked(capsys, "odd.py", *QUICK, "--strict")[0] == 1


def test_ctrl_c_reports_what_was_found(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, clean = samples.report(folder).runs

    def stopped(run: Run) -> Iterator[Run]:
        yield run
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "check", lambda *_, **__: stopped(found))
    status, out, _ = checked(capsys, "good.py", "bad.py", *QUICK)
    assert status == 1
    assert "interrupted: this is what was found until then" in out
    assert "EC302 header-read-only" in out
    monkeypatch.setattr(jobs, "check", lambda *_, **__: stopped(clean))
    assert checked(capsys, "good.py", *QUICK)[0] == cli.INTERRUPTED


def test_failures_that_cannot_be_saved_do_not_hide_the_report(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    status, out, error = checked(capsys, "bad.py", *QUICK)
    assert status == 1
    assert "EC301" in out
    assert error == "warning: failing events could not be saved: No space left on device\n"


def test_ctrl_c_during_a_search_ends_it_with_a_report(folder: Path) -> None:
    endless = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "1000000"]
    (folder / "slow.py").write_text(
        "import time\n" + GOOD.replace("    ", "    time.sleep(.01)\n    ")
    )
    with started("check", "slow.py", *endless, cwd=folder) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=20)
    assert "interrupted: this is what was found until then" in out
    assert error == ""
    assert process.returncode == cli.INTERRUPTED


ALL = jobs.available_processors()


@pytest.mark.parametrize(
    ("toml", "arguments", "expected"),
    [
        ("workers = 3", "check good.py", 3),
        ("workers = 'auto'", "check good.py", ALL),
        ("workers = 3", "check good.py --workers 2", 2),
        ("workers = 3", "check good.py --workers auto", ALL),
        ("", "check good.py", 1),
        ("workers = 3", "hook bad.py", 3),
    ],
)
def test_the_configuration_tells_how_many_runs_are_made_at_a_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, toml: str, arguments: str, expected: int
) -> None:
    seen = []

    def noted(*_: object, workers: int, **__: object) -> Iterator[tuple[jobs.Job, Run]]:
        seen.append(workers)
        yield from ()

    monkeypatch.setattr(checking, "check_all", noted)
    (folder / "edgeconform.toml").write_text(toml)
    cli.run(arguments.split())
    assert seen == [expected]
