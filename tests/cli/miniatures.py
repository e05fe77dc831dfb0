"""Handlers to check, and how the command is run on them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from tests.support import NOT_COMPARING

GOOD = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"
BAD = """\
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    print("seen", request["headers"]["user-agent"][0]["value"])
    request["headers"]["connection"] = [{"key": "Connection", "value": "close"}]
    return request
"""
ODD = """\
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    return {"status": "200", "headers": {}, "statusText": "OK"}
"""
QUICK = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "50", "--seed", "7"]
QUICK += NOT_COMPARING


def written(folder: Path) -> Path:
    """Write good.py, bad.py and odd.py into a folder, and return it."""
    for name, text in (("good.py", GOOD), ("bad.py", BAD), ("odd.py", ODD)):
        (folder / name).write_text(text)
    return folder


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The status of a command, and what it printed."""
    status = cli.run(["check", *arguments])
    return status, *capsys.readouterr()


def saved(folder: Path, code: str) -> Path:
    [path] = (folder / ".edgeconform" / "failures").glob(f"{code}-*.json")
    return path


def started(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "edgeconform", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )
