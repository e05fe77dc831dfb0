"""The README's code does what the README says."""

import re
import tomllib
from pathlib import Path

import jsonschema

from edgeconform import schemas
from tests.config.miniatures import GOOD_JS, write
from tests.pytest_plugin.projects import run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
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


def test_its_configuration_is_one() -> None:
    [toml] = [text for text in blocks("toml") if "[tool.edgeconform]" in text]
    settings = tomllib.loads(toml)["tool"]["edgeconform"]
    jsonschema.validate(settings, schemas.load("config"))
    assert {"limits", "handlers", "overrides"} <= settings.keys()
