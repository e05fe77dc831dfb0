"""What hung and ended processes cost a search."""

from typing import Any

import pytest

from edgeconform.engine.losses import (
    CALM,
    CALM_LIMIT,
    MOST_IN_A_PHASE,
    MOST_LOST_PROCESSES,
    PATIENCE,
    SHORT_LIMIT,
    SHORTER_LIMIT,
    Losses,
)
from tests.support import event, request

LIMIT = 5.0


def losses(limit: float = LIMIT) -> Losses:
    return Losses(event("viewer-request"), limit)


def odd(number: int) -> Any:
    """An event that shares nothing odd with another."""
    return event("viewer-request", request(uri=f"/{number}"))


def hang(lost: Losses, times: int) -> None:
    for number in range(times):
        lost.add(odd(number), timed_out=True)


def test_the_limit_gets_shorter_with_hangs_and_longer_in_a_calm() -> None:
    lost = losses()
    assert (lost.limit, lost.limit_of_trials) == (None, None)
    hang(lost, PATIENCE)
    assert (lost.limit, lost.limit_of_trials) == (SHORT_LIMIT, SHORT_LIMIT)
    hang(lost, 1)
    assert lost.limit == SHORTER_LIMIT
    for number in range(CALM):
        assert lost.limit == SHORTER_LIMIT
        lost.add_harmless(odd(number))
    assert (lost.limit, lost.limit_of_trials) == (CALM_LIMIT, SHORTER_LIMIT)
    hang(lost, 1)
    assert lost.limit == SHORTER_LIMIT


def test_a_shorter_limit_of_the_user_stays() -> None:
    lost = losses(limit=0.05)
    hang(lost, 1)
    assert lost.limit == lost.limit_of_trials == 0.05


def test_ends_of_processes_shorten_no_limit() -> None:
    lost = losses()
    lost.add(odd(1), timed_out=False)
    assert lost.limit is None
    assert not lost.notes()


@pytest.mark.parametrize("timed_out", [True, False])
def test_phase_and_search_are_given_up(*, timed_out: bool) -> None:
    lost = losses()
    given_up = []
    for number in range(1, MOST_LOST_PROCESSES + 1):
        lost.add(odd(number), timed_out=timed_out)
        if lost.enough_of_phase:
            given_up.append(number)
            lost.begin_phase()
        assert lost.too_many == (number == MOST_LOST_PROCESSES)
    assert given_up == [MOST_IN_A_PHASE, 2 * MOST_IN_A_PHASE]
    assert f"since {MOST_LOST_PROCESSES} processes hung or ended" in " ".join(lost.notes())


def test_what_is_avoided_is_counted_and_told() -> None:
    lost = losses()
    same = event("viewer-request", request(method="PUT"))
    assert not lost.avoids(same)
    for _ in range(3):
        lost.add(same, timed_out=True)
    assert lost.avoids(same)
    assert not lost.avoids(event("viewer-request"))
    assert lost.avoided == 1
    assert lost.notes()[-1].startswith("1 event was left out")
    assert lost.avoids(same)
    assert lost.notes()[-1].startswith("2 events were left out")
