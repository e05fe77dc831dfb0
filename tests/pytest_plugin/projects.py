"""Small projects of users, and how pytest is run in them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.config.miniatures import BAD, GOOD, GOOD_JS, write

QUICK: Final = "bulk = 0\nengine = 'bulk'\n"
"""The boundary events only: what these tests are about is not the search."""

ALONE: Final = ("-p", "no:randomly", "-p", "no:schemathesis", "-p", "no:asyncio")
"""Without plugins of others: they take their time, and some of them warn."""

ENTRY: Final = "[[handlers]]\npath = '{}'\nevents = ['viewer-request']\n"

LOGGING: Final = BAD.replace("    request[", "    print('seen it')\n    request[")


def project(folder: Path) -> Path:
    """A project with a bad handler and two good ones, in both languages."""
    entries = "".join(map(ENTRY.format, ("src/bad.py", "src/good.py", "src/good.js")))
    files = {"src/bad.py": LOGGING, "src/good.py": GOOD, "src/good.js": GOOD_JS}
    return write(folder, {"edgeconform.toml": QUICK + entries, **files})


def outcomes(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest in this process."""
    return pytester.runpytest_inprocess(*ALONE, "-W", "default", *arguments)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process of its own, with our plugin and those that are named."""
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "edgeconform.pytest_plugin", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )
