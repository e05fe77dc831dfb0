"""Saved failures that are damaged, foreign, or written by an attacker."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from tests.hostile.failing import FAILS, nested, refusal

Edit = Callable[[dict[str, Any]], Any]


def request(saved: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = saved["event"]["Records"][0]["cf"]["request"]
    return found


TEXTS = {
    "cut": (lambda text: text[: len(text) // 2], "is no JSON"),
    "empty": (lambda text: "", "is no JSON"),
    "binary": (lambda text: "\0\1\2", "is no JSON"),
    "duplicate key": (
        lambda text: text.replace('"uri":', '"uri": "/a", "uri":'),
        "has the key 'uri' twice",
    ),
    "deep": (lambda text: text.replace('"/"', nested(10_000)), "is nested too deeply"),
    "very deep": (lambda text: nested(1_000_000), "is nested too deeply"),
    "surrogate": (lambda text: text.replace('"/"', r'"/\ud800"'), "half of a surrogate pair"),
    "huge number": (lambda text: text.replace('"/"', "1" * 30), "a number that is too large"),
    "huger number": (lambda text: text.replace('"/"', "1" * 5000), "is no JSON"),
    "infinite number": (lambda text: text.replace('"/"', "1e999"), "a number that is too large"),
    "NaN": (lambda text: text.replace('"/"', "NaN"), "holds NaN"),
    "other version": (lambda text: text.replace('"format": 1', '"format": 99'), "was saved by"),
    "other kind": (lambda text: "{}", "is no failure saved by edgeconform"),
}


@pytest.mark.parametrize(("damage", "told"), TEXTS.values(), ids=list(TEXTS))
def test_damaged_text(
    saved: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[str], str], told: str
) -> None:
    saved.write_text(damage(saved.read_text()))
    assert told in refusal(capsys, ["replay", str(saved)])


def setting(**values: Any) -> Edit:
    return lambda failure: failure["settings"].update(values)


FIELDS: dict[str, tuple[Edit, str]] = {
    "no event": (lambda failure: failure.pop("event"), "is damaged"),
    "event of no shape": (lambda failure: failure.update(event=[]), "is damaged"),
    "handler of no shape": (lambda failure: failure.update(handler=5), "is damaged"),
    "unknown event type": (lambda failure: failure.update(event_type="x"), "is damaged"),
    "event that CloudFront never sends": (
        lambda failure: request(failure).update(uri="no slash"),
        "is none that CloudFront sends",
    ),
    "handler that is gone": (
        lambda failure: failure["handler"].update(path="gone.py"),
        "does not exist",
    ),
    "time limit of no kind": (setting(timeout="soon"), "are damaged"),
    "time limit below zero": (setting(timeout=-1), "are damaged"),
    "memory of no kind": (setting(memory=[1]), "are damaged"),
    "methods of no kind": (setting(methods={"GET": 1}), "are damaged"),
    "unknown setting": (setting(surprise=1), "are damaged"),
    "unknown check": (setting(enable=["EC999"]), "EC999"),
    "interpreter of no kind": (setting(executable=5), "are damaged"),
    "unknown table": (setting(limits="1999"), "1999"),
    "a path with a null": (
        lambda failure: failure["handler"].update(path="a\0b.py"),
        "",
    ),
}


@pytest.mark.parametrize(("edit", "told"), FIELDS.values(), ids=list(FIELDS))
def test_damaged_fields(
    saved: Path, capsys: pytest.CaptureFixture[str], edit: Edit, told: str
) -> None:
    failure = json.loads(saved.read_text())
    edit(failure)
    saved.write_text(json.dumps(failure))
    assert told in refusal(capsys, ["replay", str(saved)])


def program(folder: Path) -> Path:
    """A program that leaves a trace."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\ntouch {folder}/ran\n")
    path.chmod(0o755)
    return path


COMMANDS: dict[str, Callable[[Path], Edit]] = {
    "interpreter": lambda folder: setting(executable=str(program(folder))),
    "preload": lambda folder: setting(preload=str(program(folder))),
    "network": lambda folder: setting(allow_network=True),
    "handler elsewhere": lambda folder: (
        lambda failure: failure["handler"].update(path="../other.py", root="..")
    ),
    "handler by a link": lambda folder: (
        lambda failure: failure["handler"].update(path="link/other.py")
    ),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_a_failure_from_elsewhere_cannot_choose_what_runs(
    saved: Path, capsys: pytest.CaptureFixture[str], command: Callable[[Path], Edit]
) -> None:
    outside = Path.cwd().parent
    (outside / "other.py").write_text(f"open({str(outside / 'ran')!r}, 'w')\n{FAILS}")
    Path("link").symlink_to(outside)
    failure = json.loads(saved.read_text())
    command(outside)(failure)
    Path("received.json").write_text(json.dumps(failure))
    assert "move it there if you trust it" in refusal(capsys, ["replay", "received.json"])
    assert not (outside / "ran").exists()


def test_a_replay_says_what_it_runs_with(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failure = json.loads(saved.read_text())
    failure["settings"]["executable"] = sys.executable
    saved.write_text(json.dumps(failure))
    assert cli.run(["replay", str(saved)]) == 1
    told = capsys.readouterr().out
    assert "h.py handler" in told
    assert f"with executable {sys.executable}" in told
