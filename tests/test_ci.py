"""The GitHub Action and the snippets for other services."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)

BAD = """\
# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["connection"] = [{"key": "Connection", "value": "close"}]
    return request
"""
QUICK = "--engine bulk --bulk 0"


def test_the_action_has_only_keys_that_github_knows() -> None:
    # Source: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax
    assert ACTION.keys() == {"name", "description", "branding", "inputs", "outputs", "runs"}
    assert ACTION["branding"].keys() == {"icon", "color"}
    for part in ACTION["inputs"].values():
        assert part.keys() == {"description", "default"}
        assert isinstance(part["default"], str)
    assert [part.keys() for part in ACTION["outputs"].values()] == [{"description", "value"}]
    assert ACTION["runs"].keys() == {"using", "steps"}
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS:
        assert {"name", "shell", "run", "env"} <= step.keys()
        assert step.keys() <= {"name", "shell", "run", "env", "working-directory"}


def test_no_input_is_part_of_a_script() -> None:
    assert not [step["name"] for step in STEPS if "${{" in step["run"]]
    used = set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", yaml.safe_dump(STEPS)))
    assert used == ACTION["inputs"].keys()


def checked(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks, as the runner does."""
    own = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(folder / "temp"),
    }
    given = {"FILES": "", "ARGS": QUICK, "SARIF": "edgeconform.sarif", **inputs}
    (folder / "temp").mkdir(exist_ok=True)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[1]["run"]],
        cwd=folder,
        env={**own, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_action_annotates_and_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "edge").mkdir()
    (tmp_path / "edge" / "bad.py").write_text(BAD)
    done = checked(tmp_path, FILES="edge/*.py")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=edge/bad.py,line=4,")
    assert "EC301 header-disallowed  error" in done.stdout
    assert '"ruleId": "EC301"' in (tmp_path / "edgeconform.sarif").read_text()


def test_what_the_inputs_say_is_never_evaluated(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(BAD)
    for inputs in ({"FILES": "bad.py; touch seen"}, {"ARGS": f"{QUICK} $(touch${{IFS}}seen)"}):
        (tmp_path / "edgeconform.sarif").write_text("of an earlier run")
        done = checked(tmp_path, **inputs)
        assert (done.returncode, done.stderr[:7]) == (2, "error: ")
        assert not (tmp_path / "seen").exists()
        assert not (tmp_path / "edgeconform.sarif").exists()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda text: text.split("\n")[0][:30])
def test_a_snippet_can_be_read(snippet: str) -> None:
    assert yaml.safe_load(snippet)


def test_the_page_names_all_inputs_and_formats() -> None:
    from edgeconform.reports import FORMATS

    assert [name for name in ACTION["inputs"] if f"`{name}`" not in PAGE] == []
    assert f"`{'|'.join(FORMATS)}`" in PAGE


def test_the_snippet_for_gitlab_writes_what_it_collects() -> None:
    job = next(found for text in SNIPPETS if (found := yaml.safe_load(text).get("edgeconform")))
    written = re.findall(r"--output (\S+)", " ".join(job["script"]))
    assert {"edgeconform.txt", *job["artifacts"]["reports"].values()} == set(written)
