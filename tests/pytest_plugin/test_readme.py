"""The README's code does what the README says."""

import re
import tomllib
from pathlib import Path
from shutil import copytree

import jsonschema
import pytest

from edgeconform import cli, schemas
from tests.config.miniatures import GOOD_JS, write
from tests.pytest_plugin.projects import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REDIRECT = """\
def handler(event, context):
    uri = event["Records"][0]["cf"]["request"]["uri"]
    location = [{"key": "Location", "value": "https://www.example.com" + uri}]
    return {"status": "301", "headers": {"location": location}}
"""


def blocks(language: str) -> list[str]:
    """The code blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_its_tests_pass(tmp_path: Path) -> None:
    tests = [text for text in blocks("python") if "def test_" in text]
    assert len(tests) == 2
    write(tmp_path, {f"test_{number}.py": text for number, text in enumerate(tests)})
    write(tmp_path, {"src/redirect.js": GOOD_JS, "redirect.py": REDIRECT})
    done = run(tmp_path)
    assert "3 passed" in done.stdout, done.stdout


def test_its_first_finding_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = next(text for text in blocks("console") if "examples/broken/redirect.py" in text)
    finding = shown[shown.index("EC307 ") : shown.index("...")]
    copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    cli.run(["check", "examples/broken/redirect.py", "--engine", "bulk", "--bulk", "0"])
    assert finding in capsys.readouterr().out


def test_its_configuration_is_one() -> None:
    [toml] = [text for text in blocks("toml") if "[tool.edgeconform]" in text]
    settings = tomllib.loads(toml)["tool"]["edgeconform"]
    jsonschema.validate(settings, schemas.load("config"))
    assert {"limits", "handlers", "overrides"} <= settings.keys()
