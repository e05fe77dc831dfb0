"""A small search, and what must be the same after it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from edgeconform import strategies

EVENTS = 5
COSTS = ("HANG", "LOSE_A_PROCESS", "FILL_MEMORY")


@pytest.fixture
def small_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try only the first boundary events, probe and minimise little, wait less for a start."""
    corpus = strategies.corpus

    def first(*args: Any) -> Iterator[Any]:
        return islice(corpus(*args), EVENTS)

    monkeypatch.setattr(strategies, "corpus", first)
    monkeypatch.setattr("edgeconform.engine.probing.PROBES", 2)
    for kind in ("MOST_TRIALS", *(f"TRIALS_THAT_{cost}" for cost in COSTS)):
        monkeypatch.setattr(f"edgeconform.engine.minimise.{kind}", 2)
    monkeypatch.setattr("edgeconform.runtimes.session.LOAD_SECONDS", 2.0)
    monkeypatch.setattr("edgeconform.runtimes.launch._SAFETY_MB", 1000)
