"""A handler that the kit's own guards keep from loading is no success, and no finding."""

from pathlib import Path

import pytest

from edgeconform import cli

CONNECTS = """\
# event: viewer-request
import socket

socket.create_connection(("192.0.2.1", 443))

def handler(event, context):
    return event["Records"][0]["cf"]["request"]
"""
BROKEN = (
    "# event: viewer-request\nimport nothing_of_this_name\ndef handler(event, context):\n    pass\n"
)
BAD = "# event: viewer-request\ndef handler(event, context):\n    return None\n"
LITTLE = "--engine bulk --bulk 0"
SENTENCE = "error: {} handler at viewer-request was not checked: the handler cannot be loaded"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("connects.py", CONNECTS), ("broken.py", BROKEN), ("bad.py", BAD)):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        pytest.param("check connects.py", 2, "connects.py", id="the network is not allowed"),
        pytest.param("check connects.py --disable EC801", 2, "connects.py", id="nothing found"),
        pytest.param("check broken.py --disable EC101", 2, "broken.py", id="not looked for"),
        pytest.param("check broken.py", 1, "", id="the error tells"),
        pytest.param(f"check connects.py bad.py {LITTLE}", 1, "connects.py", id="beside an error"),
        pytest.param("hook connects.py", 2, "connects.py", id="hook"),
    ],
)
def test_the_status_tells_that_nothing_was_checked(
    arguments: str, status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments.split()) == status
    out, error = capsys.readouterr()
    assert error.startswith(SENTENCE.format(told)) if told else error == ""
    assert "conforms" not in out
    assert "note: nothing else was checked: the handler cannot be loaded" in out
    assert ("not checked" in out.partition("\n")[0]) == bool(told)


def test_a_known_error_is_enough_said(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "broken.py", "--baseline", "known.json"]
    assert cli.run([*arguments, "--baseline-update"]) == 0
    assert cli.run(arguments) == 0
    assert capsys.readouterr().err == ""


def test_the_hook_runs_it_again_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    Path("edgeconform.toml").write_text('disable = ["EC801"]')
    for _ in range(2):
        assert cli.run(["hook", "connects.py"]) == 2
        out, error = capsys.readouterr()
        assert "not checked" in out
        assert error.startswith(SENTENCE.format("connects.py"))


def test_a_failure_is_not_fixed_by_a_handler_that_is_not_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = Path("bad.py")
    assert cli.run(["check", "bad.py", *LITTLE.split()]) == 1
    bad.write_text(CONNECTS)
    assert cli.run(["replay"]) == 1
    out = capsys.readouterr().out
    assert "other failure: .edgeconform" in out
    assert "the handler cannot be loaded without the network" in out
