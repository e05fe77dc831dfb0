"""Files of the kit's that are in the way, cannot be written, or are written by an attacker."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from tests.hostile.failing import CHECK, SAVED, nested, refusal


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
