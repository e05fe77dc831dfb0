"""Whether CloudFront could have sent an event: the constraints that no schema can say.

`violations` names them by number; what the schema of the event type says is broken under the name
`schema`, and V5, V7, V10 and V20 forbid nothing.

    V1   the method is one of seven, and one that the behavior allows
    V2   a body comes only with Include Body, and with a method that may have one
    V3   the URL, and the request line with the headers, keep their quotas
    V4   the path begins with a slash; the query has no question mark, and stands apart
    V5   a path is as the viewer sent it: not decoded, dots and double slashes kept
    V6   text is UTF-8
    V7   a query is as the viewer sent it: not decoded
    V8   path and query hold no blank, no control character and no #
    V9   names in a header map are in lower case, and those of the entries are the same
    V10  cookies may come in several entries
    V11  what CloudFront keeps to itself is in no header map
    V12  viewer events hold what the viewer sent, and no origin; Host is a name; no request has a
         Set-Cookie
    V13  origin events have the headers that CloudFront writes, and none that the policy holds back
    V14  towards the origin there is a query only where the policy forwards it
    V15  an origin is of one kind, and its fields agree
    V16  a body is base64, cut at the quota of its event
    V17  a response has a status and no body, and viewer-response sees none from 400 up
    V18  response events carry the request
    V19  the config names distribution, event type and request
    V20  a response may have Via and be chunked
    V21  custom headers keep their quotas and denylist, and stand in no other header map

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
and https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
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
