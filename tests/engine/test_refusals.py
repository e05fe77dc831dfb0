"""A search waits for a network that is refused only so long, and tells how far it came."""

from collections.abc import Callable

from edgeconform.checks import Conditions, Exchange
from edgeconform.engine.refusals import HARDLY, PATIENCE, Refusals
from edgeconform.model import (
    EventType,
    Invocation,
    Measurement,
    Observation,
    Outcome,
    Raised,
    Returned,
    Runtime,
)
from edgeconform.strategies import base_event

DENIED = Observation(kind="network", subject="api.example.com:443", detail="denied")
ANSWERED = Returned(payload=b"{}")
ENDED = Raised(error_type="OSError", message="refused", blocked="network")


def exchange(outcome: Outcome, wall: float, *seen: Observation) -> Exchange:
    invocation = Invocation(
        event_type=EventType.VIEWER_REQUEST,
        event=base_event("viewer-request"),
        outcome=outcome,
        runtime=Runtime.parse("nodejs22.x"),
        measurement=Measurement(wall=wall),
        observations=seen,
    )
    return Exchange(invocation, Conditions())


def counted(number: int, made: Callable[[], Exchange], into: Refusals | None = None) -> Refusals:
    refusals = into or Refusals()
    for _ in range(number):
        refusals.add(made())
    return refusals


def test_a_search_ends_once_it_has_waited_for_nearly_all_events() -> None:
    waiting = counted(99, lambda: exchange(ANSWERED, PATIENCE / 100, DENIED))
    assert not waiting.in_vain
    assert not waiting.notes()
    waiting.add(exchange(ANSWERED, 1, DENIED))
    assert waiting.in_vain
    assert waiting.notes() == ["the search was ended early: nearly all events wait for the network"]


def test_a_search_goes_on_where_other_events_go_without_the_network() -> None:
    waiting = counted(90, lambda: exchange(ENDED, 1, DENIED))
    assert waiting.in_vain
    counted(int(100 * HARDLY) + 1, lambda: exchange(ANSWERED, 0.001), into=waiting)
    assert not waiting.in_vain
    (note,) = waiting.notes()
    assert note.startswith("90 events went no further than the network, which is refused: ")


def test_waiting_for_something_else_is_no_waiting_for_the_network() -> None:
    assert not counted(90, lambda: exchange(ANSWERED, 1)).in_vain
