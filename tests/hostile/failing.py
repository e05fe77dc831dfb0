"""A handler that fails, the check that saves its failure, and how a command is refused."""

from pathlib import Path

import pytest

from edgeconform import cli
from tests.support import NOT_COMPARING

FAILS = "def handler(event, context):\n    raise ValueError\n"
CHECK = ["check", "h.py", "--event", "viewer-request", "--engine", "bulk", "--bulk", "0"]
CHECK += NOT_COMPARING
SAVED = Path(".edgeconform/failures")


def refusal(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    """The one sentence with which a command is refused."""
    assert cli.run(arguments) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1, told
    assert told[0].startswith("error: ")
    assert "itself failed" not in told[0]
    return told[0]


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels
