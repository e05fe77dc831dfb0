"""The hooks under the real pre-commit and git."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
}

GOOD = """\
# event: viewer-request
def handler(event, context):
    return event["Records"][0]["cf"]["request"]
"""
BAD = GOOD.replace(
    "    return", "    event['Records'][0]['cf']['request']['uri'] = 'x'\n    return"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command in a new git repository, with a home of its own."""
    (tmp_path / "repository").mkdir()
    own = {
        "HOME": str(tmp_path),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": "one@example.com"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=tmp_path / "repository",
            env=own,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert run("git", "init", "--quiet").returncode == 0
    return run


@pytest.fixture
def repository(tmp_path: Path, run: Run) -> Path:
    """A repository in which both hooks are installed, the kit being the one that is tested."""
    folder = tmp_path / "repository"
    local = [
        {**hook, "language": "system", "entry": f"{sys.executable} -m {hook['entry']} --bulk 0"}
        for hook in HOOKS.values()
    ]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (folder / "edgeconform.toml").write_text('[[handlers]]\npath = "edge/redirect.py"\n')
    (folder / "edge").mkdir()
    (folder / "edge" / "redirect.py").write_text(GOOD)
    (folder / "setup.py").write_text("print('no handler')\n")
    assert run("pre-commit", "install").returncode == 0
    return folder


def committed(run: Run) -> subprocess.CompletedProcess[str]:
    assert run("git", "add", "--all").returncode == 0
    return run("git", "commit", "--quiet", "--message", "Change something")


def test_a_commit_is_refused_until_the_handler_is_mended(repository: Path, run: Run) -> None:
    (repository / "edge" / "redirect.py").write_text(BAD)
    refused = committed(run)
    assert refused.returncode == 1
    assert refused.stderr.count("EC401 uri-type") == 2, refused.stderr
    assert "files were modified by this hook" not in refused.stderr
    (repository / "edge" / "redirect.py").write_text(GOOD)
    accepted = committed(run)
    assert accepted.returncode == 0, accepted.stderr
    assert accepted.stderr.count("Passed") == 2
    (repository / "notes.md").write_text("no source")
    skipped = committed(run)
    assert (skipped.returncode, skipped.stderr.count("Skipped")) == (0, 2)


def test_the_manifest_is_one(run: Run) -> None:
    done = run("pre-commit", "validate-manifest", str(MANIFEST))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("edge/redirect.py", True),
        ("redirect.js", True),
        ("redirect.mjs", True),
        ("redirect.cjs", True),
        ("src/redirect.ts", True),
        ("src/redirect.mts", True),
        ("src/redirect.cts", True),
        ("src/page.jsx", False),
        ("src/page.tsx", False),
        ("src/redirect.d.ts", False),
        ("src/redirect.d.mts", False),
        ("README.md", False),
        ("redirect.py.orig", False),
        ("numpy", False),
    ],
)
def test_a_hook_takes_sources_and_nothing_else(hook: str, name: str, expected: bool) -> None:
    taken = bool(re.search(HOOKS[hook]["files"], name))
    left = bool(re.search(HOOKS[hook].get("exclude", "^$"), name))
    assert (taken and not left) is expected


@pytest.mark.parametrize("name", ["routes.json", "pyproject.toml", "sub/edgeconform.toml"])
def test_the_configured_hook_takes_data_and_configuration_too(name: str) -> None:
    assert re.search(HOOKS["edgeconform-config"]["files"], name)
    assert not re.search(HOOKS["edgeconform"]["files"], name)


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_is_documented(hook: str, page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.search(rf"- id: {hook}(?= |$)", text, re.MULTILINE)
