"""Handlers written to a folder, and the run that checks one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType, Run
from tests.engine.compared_sources import REMEMBERS
from tests.support import COMPARING

Checked = Callable[..., Run]


def check_body(
    folder: Path, body: str, event_type: str = "viewer-request", **options: object
) -> Run:
    """Write `body` as a Python handler and check it at one event type."""
    path = folder / "handler.py"
    path.write_text(body, encoding="utf-8")
    (handler,) = discover(path)
    given = Options(**{"seed": 1, "bulk": 200, "max_examples": 10, **options})
    (done,) = check(handler, (EventType(event_type),), given)
    return done


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Write a body as a Python handler and check it at one event type."""

    def run(*body_and_event_type: str, **options: object) -> Run:
        return check_body(tmp_path, *body_and_event_type, **options)

    return run


@pytest.fixture
def searched(checked: Checked) -> Checked:
    """Do as `checked` does, but compare no runs."""

    def run(*body_and_event_type: str, disable: tuple[str, ...] = (), **options: object) -> Run:
        return checked(*body_and_event_type, disable=(*COMPARING, *disable), **options)

    return run


@pytest.fixture(scope="session")
def remembering(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run of a handler that keeps state."""
    return check_body(tmp_path_factory.mktemp("remembering"), REMEMBERS)


@pytest.fixture
def little_minimised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try few smaller events, each of which costs processes, where a test looks at none."""
    monkeypatch.setattr("edgeconform.engine.minimise.TRIALS_THAT_LOSE_A_PROCESS", 2)
    monkeypatch.setattr("edgeconform.engine.minimise.TRIALS_THAT_HANG", 2)
    monkeypatch.setattr("edgeconform.engine.relations.repetition.MOST_COMPARISONS", 2)


def found(run: Run) -> set[tuple[str, str]]:
    return {(each.code, each.place) for each in run.findings if each.code.startswith("EC7")}
