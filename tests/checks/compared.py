"""Exchanges to compare, and what a check says of them."""

from typing import Any

from edgeconform.checks import Conditions, Exchange, Fault, find
from edgeconform.model import Json, Outcome
from tests.support import event, invocation, request, response


def asked(
    result: Json | Outcome,
    given: dict[str, Any] | None = None,
    event_type: str = "viewer-request",
    named: tuple[str, ...] = (),
) -> Exchange:
    """What a handler answers to a request; at response events, to an ordinary response."""
    given = given or request(event_type)
    made = event(event_type, given, response() if event_type.endswith("response") else None)
    conditions = Conditions(named=frozenset(named))
    return Exchange(invocation(event_type, result, made), conditions)


def faults(code: str, *exchanges: Exchange) -> list[Fault]:
    compare = find(code).compare
    assert compare is not None
    return list(compare(exchanges))


def places(code: str, *exchanges: Exchange) -> list[str]:
    return [fault.place for fault in faults(code, *exchanges)]
