"""A bounded choice of what a search tried, as varied as the answers were."""

import re
from collections.abc import Hashable, Iterator
from typing import Final, final

from edgeconform.checks import Exchange
from edgeconform.model import Returned

MOST_SHAPES: Final = 160
PER_SHAPE: Final = 2

_RUN: Final = re.compile(r"[A-Za-z0-9]+")
_OUTLINE: Final = 16
_FIELDS: Final = ("uri", "querystring", "origin", "body")


@final
class Sample:
    """The first exchanges of each shape of answer, in the order in which they came."""

    def __init__(self) -> None:
        self._shapes: dict[Hashable, list[Exchange]] = {}

    def add(self, exchange: Exchange) -> None:
        """Take in an exchange if the handler answered, and there is room for its shape."""
        if not isinstance(exchange.invocation.outcome, Returned) or not exchange.result:
            return
        shape = _shape(exchange)
        kept = self._shapes.get(shape)
        if kept is None and len(self._shapes) < MOST_SHAPES:
            self._shapes[shape] = [exchange]
        elif kept is not None and len(kept) < PER_SHAPE:
            kept.append(exchange)

    def exchanges(self) -> tuple[Exchange, ...]:
        """Return one exchange of each shape, and then the others."""
        kept = self._shapes.values()
        return tuple(each[turn] for turn in range(PER_SHAPE) for each in kept if turn < len(each))


def _shape(exchange: Exchange) -> Hashable:
    """Return what answers of one kind have in common: what was changed, and in what form."""
    request, result, given = exchange.given_request, exchange.result, exchange.given
    about = (request["method"], "cookie" in request["headers"])
    if exchange.is_unedited:
        return about
    edited = tuple(name for name in _FIELDS if result.get(name) != given.get(name))
    names = frozenset(_added(exchange))
    if exchange.kind == "request":
        return (*about, edited, names, _outline(result.get("uri")) if "uri" in edited else "")
    locations = exchange.headers.get("location", [""])
    return (*about, edited, names, str(result.get("status")), _outline(locations[0]))


def _added(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Yield the names of added headers, each with its value where that is a word of the source."""
    named = exchange.conditions.named
    for name, values in exchange.added_headers.items():
        value = values[0] if len(values) == 1 and isinstance(values[0], str) else ""
        yield name, value if value.lower() in named else ""


def _outline(text: object) -> str:
    return _RUN.sub("a", text[: 8 * _OUTLINE])[:_OUTLINE] if isinstance(text, str) else ""
