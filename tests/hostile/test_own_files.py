"""Files of the kit's that are damaged, foreign, in the way, or written by an attacker."""

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from tests.support import NOT_COMPARING

FAILS = "def handler(event, context):\n    raise ValueError\n"
CHECK = ["check", "h.py", "--event", "viewer-request", "--engine", "bulk", "--bulk", "0"]
CHECK += NOT_COMPARING
SAVED = Path(".edgeconform/failures")

Edit = Callable[[dict[str, Any]], Any]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "h.py").write_text(FAILS)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def saved(kept: Path, project: Path) -> Path:
    """The file of a failure that was saved."""
    shutil.copytree(kept, SAVED.parent)
    (path,) = SAVED.glob("EC102-*.json")
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a check keeps beside the handler that fails."""
    folder = tmp_path_factory.mktemp("failure")
    (folder / "h.py").write_text(FAILS)
    with contextlib.chdir(folder):
        assert cli.run(CHECK) == 1
    return folder / SAVED.parent


def refusal(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    """The one sentence with which a command is refused."""
    assert cli.run(arguments) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1, told
    assert told[0].startswith("error: ")
    assert "itself failed" not in told[0]
    return told[0]


def request(saved: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = saved["event"]["Records"][0]["cf"]["request"]
    return found


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


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


@pytest.mark.parametrize("name", ["device", "pipe", "folder"])
def test_what_is_no_file(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = project / name
    match name:
        case "device":
            path = Path("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
    refusal(capsys, ["replay", str(path)])
    refusal(capsys, [*CHECK, "--config", str(path)])


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", ["pipe", "circle"])
@pytest.mark.parametrize(
    "arguments",
    ["check {}.py", "check {}.yaml", "hook {}.py", "deploy {}.yaml", "check h.py --config {}.py"],
)
def test_a_pipe_or_a_link_to_itself_in_place_of_a_source(
    arguments: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = arguments.format(name).split()
    path = Path(command[-1])
    if name == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name)
    assert path.name in refusal(capsys, command)


@pytest.mark.usefixtures("project")
def test_the_hook_skips_a_pipe_that_is_no_source() -> None:
    os.mkfifo("pipe.md")
    assert cli.run(["hook", "pipe.md"]) == 0


def test_an_output_may_take_the_place_of_a_link_to_itself(project: Path) -> None:
    (project / "r.json").symlink_to("r.json")
    assert cli.run([*CHECK, "--output", "r.json"]) == 1
    assert not (project / "r.json").is_symlink()


@pytest.mark.parametrize("link", [".edgeconform", ".edgeconform/failures"])
def test_a_link_cannot_lead_a_write_out(
    project: Path, capsys: pytest.CaptureFixture[str], link: str
) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    (project / link).parent.mkdir(exist_ok=True)
    (project / link).symlink_to(outside)
    assert "leads elsewhere" in refusal(capsys, CHECK)
    assert list(outside.iterdir()) == []


def test_a_link_in_place_of_a_file_is_replaced(saved: Path) -> None:
    precious = Path.cwd().parent / "precious"
    precious.write_text("mine")
    for path in (saved, Path(f"{saved}.{os.getpid()}.part"), Path(".edgeconform/.gitignore")):
        path.unlink(missing_ok=True)
        path.symlink_to(precious)
    assert cli.run(CHECK) == 1
    assert precious.read_text() == "mine"
    assert not saved.is_symlink()


def test_a_full_disk_loses_nothing(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_text()
    opened = Path.open

    def full(path: Path, mode: str = "r", **more: Any) -> Any:
        file = opened(path, mode, **more)
        if ".part" in path.name:
            file.write("{")
            file.close()
            raise OSError(errno.ENOSPC, "No space left on device")
        return file

    monkeypatch.setattr(Path, "open", full)
    assert cli.run(CHECK) == 1
    told = capsys.readouterr()
    assert "warning: failing events could not be saved: No space left on device" in told.err
    assert "EC102" in told.out
    assert saved.read_text() == before
    assert list(SAVED.glob("*.part")) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SAVED.chmod(0o500)
    try:
        assert "cannot be written to" in refusal(capsys, CHECK)
    finally:
        SAVED.chmod(0o700)


def test_a_file_in_place_of_the_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(".edgeconform").write_text("mine")
    assert "is no directory" in refusal(capsys, CHECK)
    assert Path(".edgeconform").read_text() == "mine"


def test_two_runs_at_once(project: Path) -> None:
    command = [sys.executable, "-m", "edgeconform", *CHECK]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    runs = [subprocess.Popen(command, stdout=-3, stderr=-1, env=environment) for _ in range(3)]
    told = [run.communicate(timeout=60)[1] for run in runs]
    assert [run.returncode for run in runs] == [1, 1, 1]
    assert told == [b"", b"", b""]
    (saved,) = SAVED.iterdir()
    assert json.loads(saved.read_text())["finding"]["code"] == "EC102"


CONFIGS = {
    "large": ("seed = 1\n" + "# filler\n" * 500_000, "has more than 4,000,000 bytes"),
    "deep": (f"seed = {nested(10_000)}", "is no TOML"),
    "binary": ("\x00\x01", "is no TOML"),
    "many mistakes": ("\n".join(f"key{n} = 1" for n in range(1000)), "and 980 more"),
    "a number of 5,000 digits": (f"seed = {'1' * 5000}", "is no TOML"),
    "a number of 400 digits": (f"seed = {'1' * 400}", "seed"),
    "a baseline outside": ('baseline = "../outside.json"', "must lie inside"),
    "a baseline by a link": ('baseline = "link/outside.json"', "must lie inside"),
}


@pytest.mark.parametrize(("text", "told"), CONFIGS.values(), ids=list(CONFIGS))
def test_hostile_config(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (project / "link").symlink_to(project.parent)
    (project / "edgeconform.toml").write_text(text)
    assert cli.run([*CHECK, "--baseline-update"]) == 2
    errors = capsys.readouterr().err
    assert told in errors
    assert "itself failed" not in errors
    assert len(errors) < 100_000
    assert not (project.parent / "outside.json").exists()
