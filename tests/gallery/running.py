"""Runs the handlers of the gallery, each in its language, without the kit."""

import json
import runpy
import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = {"python": ".py", "nodejs": ".js"}

# Reads [[file, event], ...] and writes [{"result": ...} or {"error": ...}, ...].
DRIVER = """
const calls = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const call = ([file, event]) => require(file).handler(event, {}).then(
  (result) => ({ result }), (error) => ({ error: String(error) }));
Promise.all(calls.map(call)).then((all) => process.stdout.write(JSON.stringify(all)));
"""

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")


def file_of(use: str, language: str) -> Path:
    return EXAMPLES / language / f"{use}{FOLDERS[language]}"


def run_python(file: Path, event: dict[str, Any]) -> dict[str, Any]:
    return python_handler(file)(deepcopy(event), None)


@cache
def python_handler(file: Path) -> Callable[[dict[str, Any], None], dict[str, Any]]:
    return runpy.run_path(str(file))["handler"]


def run_nodejs(calls: list[tuple[Path, dict[str, Any]]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", "-e", DRIVER],
        input=json.dumps([[str(file), event] for file, event in calls]),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)
