"""The gallery under `edgeconform check --strict`, searched as any handler, with fewer events."""

import json
import re
from pathlib import Path

import pytest

from edgeconform import cli
from tests.gallery import EVENT_TYPES
from tests.gallery.running import EXAMPLES, FOLDERS, file_of, needs_node

LITTLE = ["--bulk", "100", "--max-examples", "5", "--seed", "0"]
OPTIONS = {"body_inspection": ["--include-body"], "dynamic_origin": ["--policy", "all-viewer"]}

# Rows such as | [redirect.py](broken/redirect.py) | ... | EC307, in Node.js also EC102 |
ROW = re.compile(r"^\| \[(\w+)\.py\]\(broken/.* \| ([^|]*) \|$", re.MULTILINE)
BROKEN: dict[str, str] = dict(ROW.findall((EXAMPLES / "README.md").read_text(encoding="utf-8")))
LANGUAGES = ["python", pytest.param("nodejs", marks=needs_node)]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, set[str]]:
    """The status of a check, and the codes of what it found."""
    command = ["check", "--strict", *LITTLE, *options, str(file), "--format", "json"]
    status = cli.run(command)
    [run] = json.loads(capsys.readouterr().out)["runs"]
    return status, {finding["code"] for finding in run["findings"]}


@pytest.mark.parametrize("use", EVENT_TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_clean(use: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(file_of(use, language), capsys, *OPTIONS.get(use, ())) == (0, set())


def test_the_readme_lists_every_broken_twin() -> None:
    assert {file.stem for file in (EXAMPLES / "broken").glob("*.*")} == BROKEN.keys()


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_twin_is_found_as_the_readme_says(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    both, _, nodejs = BROKEN[name].partition("in Node.js also")
    expected = re.findall(r"EC\d+", both + nodejs if language == "nodejs" else both)
    file = EXAMPLES / "broken" / f"{name}{FOLDERS[language]}"
    assert checked(file, capsys) == (1, set(expected))
