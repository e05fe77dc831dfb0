"""Tell what a handler did from what its event brought."""

from collections.abc import Iterable, Iterator
from typing import Final

import orjson

from edgeconform.checks.contract import Violation
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.model import Json

ABSENT: Final = object()
"""Stands where a path leads nowhere; unequal to every JSON value."""

ORIGIN_KINDS: Final = ("custom", "s3")

Path = tuple[str | int, ...]


def value_at(message: Json, path: Path) -> Json:
    """Return what `path` leads to in `message`, or ABSENT."""
    for step in path:
        try:
            message = message[step]
        except (KeyError, IndexError, TypeError):
            return ABSENT
    return message


def is_edited(exchange: Exchange, *path: str | int) -> bool:
    """Whether the result has a value at `path` that the event did not have there."""
    if path[0] not in exchange.edited_fields:
        return False
    value = value_at(exchange.result, path)
    return value is not ABSENT and value != value_at(exchange.given, path)


def origin_text(exchange: Exchange, kind: str, field: str) -> str:
    """Return a text field of a returned origin if the handler set it; empty otherwise."""
    path = ("origin", kind, field)
    if not exchange.origin_edited or not is_edited(exchange, *path):
        return ""
    text = value_at(exchange.result, path)
    return text if isinstance(text, str) else ""


def refusals(exchange: Exchange, code: str) -> Iterable[tuple[Violation, Json]]:
    """Return what the schema refuses in the name of `code`, with the value that the handler set.

    One for each place; what the event brought and the handler left alone is passed over.
    """
    found = exchange.violations.get(code)
    return _set_by_handler(exchange, found) if found else ()


def _set_by_handler(
    exchange: Exchange, violations: Iterable[Violation]
) -> Iterator[tuple[Violation, Json]]:
    seen = set()
    for violation in violations:
        if violation.path not in seen and is_edited(exchange, *violation.path):
            seen.add(violation.path)
            value = value_at(exchange.result, violation.path)
            if violation.path[0] != "origin" or not is_configured(exchange, value):
                yield violation, value


def is_configured(exchange: Exchange, value: Json) -> bool:
    """Whether what a custom header of the event's origin holds makes up `value` or a part of it.

    Whoever associates the function sets those headers, so what they bring is no viewer's doing.
    """
    return any(text in str(value) for text in configured_texts(exchange))


def configured_texts(exchange: Exchange) -> Iterator[str]:
    """Yield the values of the custom headers of the event's origin, but for empty ones."""
    for fields in (exchange.given_request.get("origin") or {}).values():
        for texts in header_values(fields.get("customHeaders")).values():
            yield from (text for text in texts if isinstance(text, str) and text)


def foreign_characters(exchange: Exchange, text: str) -> str:
    """Return the characters of `text` beyond ASCII that are nowhere in the event, sorted."""
    if text.isascii():
        return ""
    brought = orjson.dumps(exchange.invocation.event).decode()
    return "".join(sorted({c for c in text if not c.isascii()}.difference(brought)))


def header_place(exchange: Exchange, name: str, within: str = "headers") -> str:
    """Return a place for a header that is the same from event to event.

    Names that the handler's source does not hold come from the event or are computed: they share
    one place.
    """
    named = exchange.conditions.named
    return f"{within}.{name if not named or name in named else '*'}"
