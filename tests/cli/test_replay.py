"""`edgeconform replay` on what a check saved, and the tests that a check writes."""

import subprocess
import sys
from pathlib import Path

import pytest

from edgeconform import cli
from tests.cli.miniatures import BAD, GOOD, QUICK, checked, saved, written


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


def test_replay_tells_failing_fixed_and_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys, "bad.py", *QUICK)
    path = str(saved(folder, "EC102"))

    def replayed(*arguments: str) -> tuple[int, str]:
        status = cli.run(["replay", *arguments])
        return status, capsys.readouterr().out

    status, out = replayed(path)
    assert (status, out.startswith("still failing: ")) == (1, True)
    assert "KeyError: 'user-agent'" in out
    (folder / "bad.py").write_text("# A line above.\n" + BAD)
    status, out = replayed(path)
    assert (status, out.startswith("still failing: ")) == (1, True)
    (folder / "bad.py").write_text("def handler(event, context):\n    return None\n")
    status, out = replayed(path)
    assert (status, out.startswith("other failure: ")) == (1, True)
    assert "it was EC102 handler-exception: the handler raises KeyError" in out
    assert "EC201" in out
    (folder / "bad.py").write_text(GOOD)
    status, out = replayed()
    assert (status, out.count("fixed: ")) == (0, 3)
    assert "fixed: 2\n" in out
    (folder / "bad.py").unlink()
    assert cli.run(["replay", path]) == 2
    error = capsys.readouterr().err
    assert error == f"error: {path} cannot be replayed: bad.py does not exist\n"


def test_a_replay_tells_the_event_as_the_check_did(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an ordinary event has and this one lacks is told only where it matters."""
    (folder / "bad.py").write_text(
        "def handler(event, context):\n"
        "    request = event['Records'][0]['cf']['request']\n"
        "    if request['headers'].get('authorization'):\n"
        "        return {'status': 99}\n"
        "    return request\n"
    )
    _, told, _ = checked(capsys, "bad.py", *QUICK)
    cli.run(["replay", str(saved(folder, "EC212"))])
    texts = (told, capsys.readouterr().out)
    first, again = (text.partition("event:")[2].partition("result:")[0] for text in texts)
    assert "request.headers.authorization = " in first
    assert first == again


def test_what_cannot_be_replayed_keeps_no_others_from_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys, "bad.py", "odd.py", *QUICK)
    (folder / "bad.py").unlink()
    assert cli.run(["replay"]) == 1
    out, error = capsys.readouterr()
    assert out.startswith("still failing: .edgeconform/failures/EC204-")
    assert out.endswith("cannot be replayed: 2, still failing: 1\n")
    assert error.count("bad.py does not exist") == 2
    (folder / "odd.py").write_text(GOOD)
    assert cli.run(["replay"]) == 2


def test_the_written_tests_fail_until_the_handler_is_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys, "bad.py", *QUICK, "--format", "pytest", "--output", "test_edge.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_edge.py"]
    failing = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "2 failed" in failing.stdout
    assert "still failing" in failing.stdout
    (folder / "bad.py").write_text(GOOD)
    passing = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "2 passed" in passing.stdout


def test_a_project_that_moved_is_replayed_with_its_preload(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written names paths as seen from the project: its tests are run elsewhere, too."""
    (folder / "project").mkdir()
    monkeypatch.chdir(written(folder / "project"))
    Path("stubs.py").write_text("import builtins\nbuiltins.STUBBED = 'user-agent'\n")
    Path("bad.py").write_text(BAD.replace('"user-agent"', "STUBBED"))
    asked = ("--preload", "stubs.py", "--format", "pytest", "--output", "test_edge.py")
    checked(capsys, "bad.py", *QUICK, *asked)
    assert str(folder) not in Path("test_edge.py").read_text()
    monkeypatch.chdir(folder)
    monkeypatch.chdir((folder / "project").rename(folder / "moved"))
    assert cli.run(["replay"]) == 1
    assert "still failing: 2" in capsys.readouterr().out
