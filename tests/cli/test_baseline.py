"""`--baseline`: what is known fails nothing, what is new does."""

import json
from pathlib import Path

import pytest

from edgeconform import cli
from tests.config.miniatures import BAD, GOOD, write
from tests.support import NOT_COMPARING

QUICK = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "0", "--seed", "7"]
QUICK += NOT_COMPARING
RAISING = "def handler(event, context):\n    return event['nope']\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {"h.py": BAD, "raising.py": RAISING}))


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The status of a check, and what it printed."""
    status = cli.run(["check", *QUICK, *arguments])
    out, error = capsys.readouterr()
    return status, out + error


def codes() -> list[str]:
    return [each["code"] for each in json.loads(Path("known.json").read_text())["findings"]]


KNOWN = ("--baseline", "known.json")
UPDATE = (*KNOWN, "--baseline-update")


def test_known_findings_fail_nothing_and_new_ones_do(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = checked(capsys, "h.py", *UPDATE)
    assert status == 0
    assert "baseline known.json rewritten: 1 finding added, 0 kept" in out
    status, out = checked(capsys, "h.py", *KNOWN)
    assert status == 0
    assert "no findings (1 in the baseline) in 1 run" in out
    write(Path(), {"h.py": BAD + "handler.broken = 1\n" + RAISING.replace("handler", "b_handler")})
    status, out = checked(capsys, "h.py", *KNOWN)
    assert status == 1
    assert "EC102" in out
    assert "EC301 header-disallowed  error" not in out


def test_what_is_fixed_is_told_and_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys, "h.py", *UPDATE)
    write(Path(), {"h.py": GOOD})
    status, out = checked(capsys, "h.py", *KNOWN)
    assert status == 0
    assert "baseline known.json: 1 finding fixed; --baseline-update takes that out" in out
    assert "fixed: EC301 header-disallowed (headers.connection) in h.py at viewer-request" in out
    assert codes() == ["EC301"]
    assert "0 findings added, 1 finding fixed, 0 kept" in checked(capsys, "h.py", *UPDATE)[1]
    assert codes() == []


def test_handlers_that_were_not_run_are_kept_while_their_files_are_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    checked(capsys, "h.py", "raising.py", *UPDATE)
    assert codes() == ["EC301", "EC102"]
    write(Path(), {"h.py": GOOD})
    _, out = checked(capsys, "h.py", *UPDATE)
    assert "raising.py" not in out
    assert codes() == ["EC102"]
    Path("raising.py").unlink()
    checked(capsys, "h.py", *UPDATE)
    assert codes() == []


def test_what_a_handler_that_is_not_loaded_had_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys, "h.py", *UPDATE)
    write(Path(), {"h.py": "import nothing_of_this_name\n" + GOOD})
    status, out = checked(capsys, "h.py", *KNOWN)
    assert status == 1
    assert "fixed" not in out
    checked(capsys, "h.py", *UPDATE)
    assert codes() == ["EC101", "EC301"]


def test_a_line_that_moved_is_still_known_once(capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys, "raising.py", *UPDATE)
    Path("raising.py").write_text("\n\n" + RAISING)
    assert checked(capsys, "raising.py", *KNOWN)[0] == 0
    twice = "def handler(event, context):\n    x = event['Records'][0]['cf']['request']\n"
    twice += "    if x['method'] == 'GET':\n        return x['a']\n    return x['b']\n"
    Path("raising.py").write_text(twice)
    status, out = checked(capsys, "raising.py", *KNOWN)
    assert status == 1
    assert "1 error (1 in the baseline)" in out


def test_the_file_is_sorted_and_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys, "raising.py", "h.py", *UPDATE)
    first = Path("known.json").read_text()
    checked(capsys, "h.py", "raising.py", *UPDATE)
    assert Path("known.json").read_text() == first
    lines = [line for line in first.splitlines() if '"fingerprint"' in line]
    assert lines == sorted(lines)
    assert len(lines) == 2


def test_the_configuration_names_a_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path(), {"edgeconform.toml": "baseline = 'known.json'\n"})
    status, out = checked(capsys, "h.py")
    assert status == 2
    assert "the baseline known.json does not exist; --baseline-update makes it" in out
    assert checked(capsys, "h.py", "--baseline-update")[0] == 0
    assert checked(capsys, "h.py")[0] == 0


WRONG = {
    "no baseline": (["--baseline-update"], "name it with --baseline FILE"),
    "no folder": (["--baseline", "no/x.json", "--baseline-update"], "there is no directory no"),
    "missing": (["--baseline", "x.json"], "the baseline x.json does not exist"),
    "folder": (["--baseline", "folder"], "the baseline folder cannot be read"),
    "no JSON": (["--baseline", "h.py"], "the baseline h.py is none that edgeconform wrote"),
    "not overwritten": (["--baseline", "h.py", "--baseline-update"], "is none that edgeconform"),
    "damaged": (["--baseline", "cut.json"], "the baseline cut.json is damaged"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_no_baseline_is_refused_and_left_alone(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, sentence = WRONG[case]
    cut = {"kind": "edgeconform baseline", "format": 1, "findings": [{"file": "h.py"}]}
    write(Path(), {"cut.json": json.dumps(cut)})
    Path("folder").mkdir()
    status, out = checked(capsys, "h.py", *arguments)
    assert status == 2
    assert sentence in out
    assert Path("h.py").read_text() == BAD
