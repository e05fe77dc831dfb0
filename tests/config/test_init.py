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


def test_what_another_file_calls_is_no_handler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parse = "(event) => event.Records[0].cf.request;\n"
    files = {
        "index.js": "const lib = require('./lib');\nexports.handler = async (e) => lib.parse(e);\n",
        "lib.js": f"exports.parse = {parse}",
        "alone.js": f"exports.run = {parse}",
        "other.js": "const { handler } = require('./index');\nexports.handler = handler;\n",
    }
    monkeypatch.chdir(write(tmp_path, files))
    assert cli.run(["init"]) == 0
    capsys.readouterr()
    entries = tomllib.loads(Path("edgeconform.toml").read_text())["handlers"]
    assert [entry["path"] for entry in entries] == ["alone.js", "index.js", "other.js"]


def test_a_template_tells_where_it_associates_a_handler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terraform = """
        resource "aws_lambda_function" "edge" {
          filename = "h.zip"
          handler  = "h.handler"
          runtime  = "python3.13"
        }
        resource "aws_cloudfront_distribution" "site" {
          default_cache_behavior {
            lambda_function_association {
              event_type = "origin-request"
              lambda_arn = aws_lambda_function.edge.qualified_arn
            }
          }
        }
        """
    monkeypatch.chdir(write(tmp_path, {"h.py": GOOD, "main.tf": terraform}))
    assert cli.run(["init"]) == 0
    assert "h.py handler at origin-request: main.tf:11 associates it" in capsys.readouterr().out


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
