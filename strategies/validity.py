"""Whether CloudFront could have sent an event: the constraints that no schema can say.

They are numbered V1 to V21; those that JSON Schema can say are broken under the name `schema`. V5
and V7 (paths and queries come as they were sent) and V20 (what responses may hold) forbid nothing.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jsonschema_rs

from edgeconform.model import EventType
from edgeconform.schemas import Limits, load
from edgeconform.strategies.draft import Json
from edgeconform.strategies.options import EventOptions, event_type_of
from edgeconform.strategies.valid_messages import origin_rules, request_rules, response_rules


def violations(
    event: Json, event_type: EventType | str, options: EventOptions | None = None
) -> list[str]:
    """Return what keeps `event` from being one of `event_type`, such as `V1: no such method`.

    An empty list means that CloudFront could send it under `options`. An event that does not fit
    its schema gets a single entry, which begins with `schema`.
    """
    options = options or EventOptions()
    kind, table = event_type_of(event_type), options.table
    validator = event_validator(kind, table)
    try:
        first = None if validator.is_valid(event) else next(iter(validator.iter_errors(event)))
    except UnicodeEncodeError:
        return ["V6: text that UTF-8 cannot carry"]
    if first is not None:
        place = ".".join(map(str, first.instance_path)) or "the event"
        return [f"schema: {place}: {first.message[:200]}"]
    return list(_broken(event["Records"][0]["cf"], kind, options, table))


def is_valid(event: Json, event_type: EventType | str, options: EventOptions | None = None) -> bool:
    """Return whether `event` has no violations; quicker than telling which."""
    options = options or EventOptions()
    kind, table = event_type_of(event_type), options.table
    try:
        fits = event_validator(kind, table).is_valid(event)
    except UnicodeEncodeError:
        return False
    return fits and not any(_broken(event["Records"][0]["cf"], kind, options, table))


def event_validator(event_type: EventType, limits: Limits) -> Any:
    """Return a validator of the schema of `event_type`, compiled once for a table of figures."""
    return _compiled(event_type, _Table(limits))


class _Table:
    """A table of limits as a key: equal to itself alone."""

    __slots__ = ("limits",)

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Table) and self.limits is other.limits

    def __hash__(self) -> int:
        return id(self.limits)


@lru_cache(maxsize=32)
def _compiled(event_type: EventType, table: _Table) -> Any:
    return jsonschema_rs.validator_for(load(event_type, table.limits))


def _broken(cf: Json, kind: EventType, options: EventOptions, limits: Limits) -> Iterator[str]:
    yield from request_rules(cf["request"], kind, options, limits)
    if kind.side == "origin":
        yield from origin_rules(cf["request"], options, limits)
    if kind.is_response:
        yield from response_rules(cf["response"], limits)
