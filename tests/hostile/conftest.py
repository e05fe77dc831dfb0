"""A small search, and what must be the same after it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from edgeconform import strategies

EVENTS = 8


@pytest.fixture
def small_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try only the first boundary events, compare no runs, wait less for a start."""
    corpus = strategies.corpus

    def first(*args: Any) -> Iterator[Any]:
        return islice(corpus(*args), EVENTS)

    monkeypatch.setattr(strategies, "corpus", first)
    monkeypatch.setattr("edgeconform.engine.run.relate", lambda *_: ())
    monkeypatch.setattr("edgeconform.runtimes.session.LOAD_SECONDS", 2.0)
    monkeypatch.setattr("edgeconform.runtimes.launch._SAFETY_MB", 1000)
