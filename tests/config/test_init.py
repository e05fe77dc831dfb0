"""`edgeconform init` writes a configuration that works, and overwrites nothing."""

import tomllib
from pathlib import Path

import pytest

from edgeconform import cli, config
from tests.config.miniatures import GOOD, GOOD_JS, write

OTHER = "def handler(event, context):\n    return event['Records'][0]['s3']\n"


def test_the_handlers_of_a_tree_are_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "src/origin_request.py": GOOD,
        'src/a "b".js': GOOD_JS,
        "src/upload.py": OTHER,
        "src/test_x.py": GOOD,
        "node_modules/x/index.js": GOOD_JS,
        ".venv/x.py": GOOD,
        "two.py": GOOD.replace("handler", "viewer_request") + GOOD.replace("handler", "f_handler"),
        "pyproject.toml": "[project]\nname = 'x'\n",
    }
    monkeypatch.chdir(write(tmp_path, files))
    assert cli.run(["init"]) == 0
    out, error = capsys.readouterr()
    assert error == ""
    assert out.startswith("edgeconform.toml names 4 handlers:")
    entries = tomllib.loads(Path("edgeconform.toml").read_text())["handlers"]
    assert [(entry["path"], entry.get("handler")) for entry in entries] == [
        ('src/a "b".js', None),
        ("src/origin_request.py", None),
        ("two.py", "f_handler"),
        ("two.py", "viewer_request"),
    ]
    assert entries[1]["events"] == ["origin-request"]
    assert len(config.read(Path("edgeconform.toml")).entries) == 4


def test_every_key_that_the_comments_show_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, {"h.py": GOOD}))
    assert cli.run(["init"]) == 0
    path = Path("edgeconform.toml")
    lines = path.read_text().splitlines()
    shown = [line[2:] for line in lines if line.startswith("# ") and ("= " in line or "[[" in line)]
    assert len(shown) > 10
    entry = lines[lines.index("[[handlers]]") :]
    path.write_text("\n".join([*shown, *entry]))
    assert len(config.read(path).overrides) == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"edgeconform.toml": "", "h.py": GOOD}, "edgeconform.toml is a configuration already"),
        ({"pyproject.toml": "[tool.edgeconform]\n", "h.py": GOOD}, "pyproject.toml is a config"),
        ({"h.py": OTHER}, "no Lambda@Edge handler is found under"),
    ],
)
def test_nothing_is_overwritten(
    files: dict[str, str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(write(tmp_path, files))
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert cli.run(["init"]) == 2
    assert sentence in capsys.readouterr().err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


def test_a_dangling_link_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write(tmp_path / "project", {"h.py": GOOD})
    (project / "edgeconform.toml").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(project)
    assert cli.run(["init"]) == 2
    assert not (tmp_path / "elsewhere").exists()
