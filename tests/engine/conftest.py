"""Handlers written to a folder, and the run that checks one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType, Run

Checked = Callable[..., Run]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Write `body` as a Python handler and check it at one event type."""

    def run(body: str, event_type: str = "viewer-request", **options: object) -> Run:
        path = tmp_path / "handler.py"
        path.write_text(body, encoding="utf-8")
        (handler,) = discover(path)
        given = Options(**{"seed": 1, "bulk": 200, "max_examples": 10, **options})
        (done,) = check(handler, (EventType(event_type),), given)
        return done

    return run


def found(run: Run) -> set[tuple[str, str]]:
    return {(each.code, each.place) for each in run.findings if each.code.startswith("EC7")}
