"""Where a report goes."""

from pathlib import Path

import pytest

from tests.cli.miniatures import BAD, QUICK, checked, started, written


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "printed", "files"),
    [
        (["--format", "json", "--output", "r.json"], "", ["r.json"]),
        (["--output", "r.json", "--format", "json"], "", ["r.json"]),
        (["--output", "r.sarif"], "", ["r.sarif"]),
        (["--format", "text", "--format", "json", "--output", "r.json"], "EC301", ["r.json"]),
        (["--format", "json", "--output", "r.json", "--format", "github"], "::error", ["r.json"]),
        (["--format", "junit", "--output", "a.xml", "--output", "b.html"], "", ["a.xml", "b.html"]),
    ],
)
def test_an_output_takes_the_format_before_it(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    printed: str,
    files: list[str],
) -> None:
    status, out, error = checked(capsys, "bad.py", *QUICK, *arguments)
    assert status == 1
    assert printed in out
    assert bool(out) is bool(printed)
    assert ("2 errors in 1 run" in error) is not bool(printed)
    for name in files:
        text = (folder / name).read_text()
        assert text.startswith({"json": "{", "sarif": "{", "xml": "<?xml", "html": "<!doc"}[
            name.rpartition(".")[2]
        ])  # fmt: skip


def test_an_output_that_cannot_be_written_whole_leaves_the_old_one(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "r.json").write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    status, _, error = checked(capsys, "good.py", *QUICK, "--output", "r.json")
    assert status == 2
    assert error == "error: --output r.json cannot be written: No space left on device\n"
    assert (folder / "r.json").read_text() == "old"
    assert [path.name for path in folder.glob("r.json*")] == ["r.json"]


def test_an_output_may_be_a_link_or_no_ordinary_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "link.json").symlink_to(folder / "there.json")
    arguments = ["--format", "json", "--output", "link.json"]
    arguments += ["--format", "sarif", "--output", "/dev/null"]
    assert checked(capsys, "good.py", *QUICK, *arguments)[0] == 0
    assert (folder / "link.json").is_symlink()
    assert (folder / "there.json").read_text().startswith("{")


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    with started("events", "viewer-request", "-n", "5000", cwd=folder) as events:
        assert events.stdout is not None
        assert events.stderr is not None
        events.stdout.readline()
        events.stdout.close()
        assert events.stderr.read() == ""
        assert events.wait() == 0


def test_ascii_terminals_get_escapes(folder: Path) -> None:
    (folder / "bad.py").write_text(BAD.replace("seen", "gr\u00fc\u00df"))
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    with started("check", "bad.py", *QUICK, cwd=folder, env=environment) as process:
        out, error = process.communicate(timeout=30)
    assert "\\xfc" in out
    assert error == ""
