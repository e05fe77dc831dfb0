"""`--seed-events` and `--coverage`."""

import json
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from edgeconform.strategies import base_event
from tests.cli.miniatures import GOOD
from tests.support import NOT_COMPARING

QUICK = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "20", "--seed", "7"]
QUICK += NOT_COMPARING


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "one.json").write_text(json.dumps(base_event("viewer-request")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    """The only run of the JSON report."""
    assert cli.run(["check", "good.py", *QUICK, "--format", "json", *options]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    return run


def test_recorded_events_are_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, "--seed-events", "live")["tried"]["seeds"] == 1
    assert "seeds" not in report(capsys)["tried"]


def test_what_is_no_event_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "live" / "two.json").write_text("{}")
    assert cli.run(["check", "good.py", *QUICK, "--seed-events", "live"]) == 2
    assert "live/two.json is no event of CloudFront's" in capsys.readouterr().err


def test_coverage_is_told_where_it_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, "--coverage")["coverage"] == [
        {"file": "good.py", "lines": 2, "missed": []}
    ]
    assert report(capsys, "--no-coverage")["coverage"] == []
