"""Node.js handlers written for one test, and how to look at what came of them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import Invocation, Returned, Runtime
from tests.runtimes.programs import run, write

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
NODEJS = Runtime.parse("nodejs20.x")


def run_js(folder: Path, source: str, events: int = 1, **fields: Any) -> list[Invocation]:
    """Run `index.js` on the events `{"n": 0}`, `{"n": 1}`, ..., as nodejs20.x does."""
    given = [{"n": n} for n in range(events)]
    return run(write(folder, source, "index.js"), given, **{"runtime": NODEJS, **fields})


def answer(invocation: Invocation) -> Any:
    """What the handler answered."""
    assert isinstance(invocation.outcome, Returned), invocation.outcome
    return json.loads(invocation.outcome.payload)


def seen(invocation: Invocation) -> list[tuple[str, str, str]]:
    """Kind, subject and place of each observation."""
    return [(one.kind, one.subject, str(one.place or "")) for one in invocation.observations]
