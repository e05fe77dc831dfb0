"""Whatever is wrong with a command is told in one sentence, with status 2 and without traceback."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from edgeconform.engine import jobs

CHECK = ["check", "ok.py", "--event", "viewer-request"]

WRONG = [
    (["check"], "name a file with a handler"),
    (["check", "nope.py"], "nope.py does not exist"),
    (
        ["check", "folder"],
        "folder is a folder: name the files that hold handlers, or let edgeconform init",
    ),
    (["check", "page.rb"], "page.rb is no handler source"),
    (["check", "empty.py"], "error: empty.py has no handler that can be seen"),
    (["check", "ok.py", "--event", "viewer-reqest"], "did you mean viewer-request?"),
    (["check", "ok.py", "--event", "click"], "choose one of viewer-request, origin-request"),
    (["check", "ok.py", "--event"], "error: --event requires an argument"),
    (["check", "--strict=x"], "error: --strict does not take a value"),
    ([*CHECK, "--enable", "EC999"], "--enable: there is no check 'EC999'"),
    ([*CHECK, "--disable", "header-readonly"], "did you mean header-read-only?"),
    ([*CHECK, "--limits", "2020"], "there is no table of limits '2020'; choose one of 2026-10"),
    ([*CHECK, "--python", "/nope/python"], "'/nope/python', named with --python"),
    ([*CHECK, "--python", "ok.py"], "named with --python"),
    ([*CHECK, "--runtime", "python3"], "'python3' is no Lambda runtime"),
    ([*CHECK, "--runtime", "python3.5"], "--runtime: there is no Lambda runtime python3.5; did"),
    ([*CHECK, "--runtime", "nodejs22.x"], "--runtime nodejs22.x cannot run ok.py"),
    ([*CHECK, "--bulk", "-1"], "--bulk: '-1' is not a whole number from 0 to 1,000,000"),
    ([*CHECK, "--bulk", "many"], "--bulk: 'many' is not a whole number"),
    ([*CHECK, "--bulk", "1.5"], "--bulk: '1.5' is not a whole number"),
    ([*CHECK, "--max-examples", "0"], "--max-examples: '0' is not a whole number from 1"),
    ([*CHECK, "--seed", "4294967296"], "--seed: '4294967296' is not a whole number"),
    ([*CHECK, "--memory", "0"], "--memory: '0' is not a whole number from 1"),
    ([*CHECK, "--workers", "x"], "--workers: 'x' is neither auto nor a whole number from 1"),
    ([*CHECK, "--memory", "512"], "more than the 128 MB that a function at viewer-request may"),
    ([*CHECK, "--timeout", "0"], "--timeout: '0' is not a number from 0.001"),
    ([*CHECK, "--timeout", "nan"], "--timeout: 'nan' is not a number"),
    ([*CHECK, "--timeout", "900"], "--timeout 900 is more than the 30 s"),
    ([*CHECK, "--time-budget", "-5"], "--time-budget: '-5' is not a number"),
    ([*CHECK, "--engine", "fast"], "there is no engine 'fast'; choose one of all, bulk, hypo"),
    ([*CHECK, "--policy", "minmal"], "did you mean minimal?"),
    ([*CHECK, "--origin", "ftp"], "there is no kind of origin 'ftp'; choose one of s3, custom"),
    ([*CHECK, "--method", "FETCH"], "there is no method 'FETCH'"),
    ([*CHECK, "--header", "a b"], "'a b' is no header name"),
    ([*CHECK, "--header", "connection"], "CloudFront keeps it back"),
    ([*CHECK, "--preload", "nope.py"], "--preload nope.py is no file"),
    ([*CHECK, "--format", "xml"], "there is no format 'xml'; choose one of text, json"),
    ([*CHECK, "--format", "json", "--format", "text"], "json and text cannot both be printed"),
    ([*CHECK, "--output", "report.foo"], "--output report.foo: name its format before it"),
    ([*CHECK, "--output", "nope/report.json"], "there is no directory nope"),
    ([*CHECK, "--format", "json", "--output", "folder"], "--output folder is a directory"),
    ([*CHECK, "--output", "a.json", "--output", "a.json"], "--output a.json is named twice"),
    ([*CHECK, "--frmat", "json"], "there is no option --frmat; did you mean --format?"),
    (["chek", "ok.py"], "there is no command 'chek'; did you mean check?"),
    (["ok.py"], "did you mean edgeconform check ok.py?"),
    (["--nope"], "there is no option --nope; edgeconform --help lists them all"),
    (["replay"], "nothing is saved under .edgeconform/failures here"),
    (["replay", "nope.json"], "nope.json does not exist"),
    (["replay", "folder"], "folder is a directory"),
    (["replay", "ok.py"], "ok.py is no JSON"),
    (["replay", "event.json"], "event.json is no failure saved by edgeconform check"),
    (["replay", "newer.json"], "newer.json was saved by edgeconform 9.0, whose files"),
    (["replay", "cut.json"], "cut.json is damaged"),
    (["explain", "EC999"], "there is no check 'EC999'"),
    (["explain", "EC101", "--language", "ruby"], "--language: there is no language 'ruby';"),
    (["explain", "lorem ipsum dolor"], "no check answers to 'lorem ipsum dolor'"),
    (["events"], "TYPE is missing; edgeconform events --help"),
    (["events", "viewer-requests"], "did you mean viewer-request?"),
    (["events", "viewer-request", "-n", "0"], "--number: '0' is not a whole number from 1"),
    (["events", "viewer-request", "--origin", "ftp"], "no kind of origin 'ftp'"),
    (["schema", "viewer-requst"], "did you mean viewer-request?"),
    (["schema", "report", "--limits", "1999-01"], "no table of limits '1999-01'"),
    (["schema", "report", "more"], "unexpected extra argument (more)"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "ok.py": "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n",
        "empty.py": "",
        "page.rb": "",
        "event.json": "{}",
        "newer.json": json.dumps({"kind": "edgeconform failure", "format": 9, "version": "9.0"}),
        "cut.json": json.dumps({"kind": "edgeconform failure", "format": 1}),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error of a command that ends with status 2."""
    assert cli.run(arguments) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    return error


@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
@pytest.mark.usefixtures("folder")
def test_bad_input_is_told_in_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in refusal(arguments, capsys)


def test_nothing_is_left_behind_by_a_refused_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.iterdir())
    refusal([*CHECK, "--bulk", "-1"], capsys)
    assert sorted(folder.iterdir()) == before


def test_where_failures_cannot_be_saved_nothing_is_run(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".edgeconform").write_text("a file in the way")
    assert f"{folder}/.edgeconform is no directory" in refusal(CHECK, capsys)


def test_a_directory_without_write_permission_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readable = os.R_OK
    monkeypatch.setattr(os, "access", lambda _, mode: mode == readable)
    assert f"{folder} cannot be written to" in refusal(CHECK, capsys)


def test_an_event_that_is_none_makes_a_failure_file_damaged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved: dict[str, Any] = {
        "kind": "edgeconform failure",
        "format": 1,
        "handler": {"path": "ok.py", "export": "handler", "root": "."},
        "event_type": "viewer-request",
        "settings": {},
        "finding": dict.fromkeys(("code", "check", "place", "message", "fingerprint"), "x"),
        "event": {"Records": []},
        "related_events": [],
    }
    (folder / "saved.json").write_text(json.dumps(saved))
    assert "saved.json is damaged" in refusal(["replay", "saved.json"], capsys)
    saved["event"] = {"Records": [{"cf": {"request": {}}}]}
    (folder / "saved.json").write_text(json.dumps(saved))
    assert "none that CloudFront sends: " in refusal(["replay", "saved.json"], capsys)
    saved["settings"] = {"limits": "1999"}
    (folder / "saved.json").write_text(json.dumps(saved))
    assert "settings saved with x are damaged" in refusal(["replay", "saved.json"], capsys)


@pytest.mark.usefixtures("folder")
def test_a_fault_of_the_kit_is_one_sentence_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("of the kit")

    monkeypatch.setattr(jobs, "check", fail)
    said = refusal(CHECK, capsys)
    assert "edgeconform itself failed (LookupError: of the kit); please report it" in said
    monkeypatch.setenv(cli.TRACEBACK, "1")
    with pytest.raises(LookupError):
        cli.run(CHECK)


@pytest.mark.usefixtures("folder")
def test_a_folder_that_is_closed_is_no_fault_of_the_kit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/closed/h.py")

    monkeypatch.setattr(jobs, "check", fail)
    assert refusal(CHECK, capsys) == "error: /closed/h.py: permission denied\n"
