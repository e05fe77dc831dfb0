"""A bounded choice of what a search tried, as varied as the answers were."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain, islice
from typing import Final, TypeVar, final
from urllib.parse import urlsplit

from edgeconform.checks import Exchange
from edgeconform.model import Language, Returned

T = TypeVar("T")

MOST_SHAPES: Final = 240
MOST_LEFT_ALONE: Final = 60
MOST_OF_A_DEED: Final = 40
MOST_ECHOED: Final = 80
MOST_FIRSTS: Final = 32
PER_SHAPE: Final = 2

_RUN: Final = re.compile(r"[A-Za-z0-9]+")
_OUTLINE: Final = 16
_SEGMENTS: Final = 5
_LONGEST: Final = 200
_FIELDS: Final = ("uri", "querystring", "origin", "body")

_Deed = tuple[bool, Hashable, Hashable]
"""Whether the handler left the message alone, what it did, and what it only repeated."""


@final
class Sample:
    """The first exchanges of each shape of answer, in the order in which they came.

    A shape is what the handler did, and on what kind of event. What it left alone has its own room:
    the words of a source make many kinds of that. So do those that stand in the path that was asked
    for and in the answer's again, as they do wherever something is put before every path: of deeds
    that differ in nothing else the first has room as any other, and all further ones share some.
    """

    def __init__(self) -> None:
        self._deeds: dict[_Deed, dict[Hashable, list[Exchange]]] = {}
        self._times: Counter[_Deed] = Counter()
        self._first: dict[Hashable, _Deed] = {}
        self._echoes: Counter[Hashable] = Counter()
        self._room = {True: MOST_LEFT_ALONE, False: MOST_SHAPES}

    def add(self, exchange: Exchange) -> None:
        """Take in an exchange if the handler answered, and there is room for its shape."""
        if not isinstance(exchange.invocation.outcome, Returned) or not exchange.result:
            return
        deed, detail = _shape(exchange)
        shapes = self._deeds.get(deed, {})
        kept = shapes.get(detail)
        if kept is not None:
            self._times[deed] += 1
            if len(kept) < PER_SHAPE:
                kept.append(exchange)
        elif self._has_room(deed, shapes):
            self._echoes[deed[:2]] += self._first.setdefault(deed[:2], deed) != deed
            self._deeds.setdefault(deed, shapes)[detail] = [exchange]
            self._times[deed] += 1
            self._room[exchange.is_unedited] -= 1

    def _has_room(self, deed: _Deed, shapes: dict[Hashable, list[Exchange]]) -> bool:
        is_first = self._first.get(deed[:2], deed) == deed
        known = is_first or self._echoes[deed[:2]] < MOST_ECHOED
        return known and bool(self._room[deed[0]]) and len(shapes) < MOST_OF_A_DEED

    def exchanges(
        self,
        suits: Callable[[Exchange], bool] = lambda _: True,
        of_a_deed: int | None = None,
        *,
        of_a_path: int = 0,
    ) -> tuple[Exchange, ...]:
        """Return one exchange of each deed, then another of each, up to `of_a_deed` that suit.

        So those who look at the first few see all that the handler does, and then what is the same
        but for words that it repeated; every other one is of those that it left alone, of which
        there may be many more kinds. Between them stand `of_a_path` of each kind of path: the words
        of a source make many deeds on paths of one.
        """
        left_alone: list[list[Exchange]] = []
        edited: list[list[Exchange]] = []
        for deed in self._by_echoes():
            rows = left_alone if deed[0] else edited
            rows.append(list(filter(suits, _in_turn(list(self._deeds[deed].values())))))
        return tuple(
            _in_turn([_chosen(rows, of_a_deed, of_a_path) for rows in (edited, left_alone)])
        )

    def _by_echoes(self) -> list[_Deed]:
        """Return the deeds, each first before any second that differs in repeated words only."""
        alike: dict[Hashable, list[_Deed]] = {}
        for deed in self._deeds:
            alike.setdefault(deed[:2], []).append(deed)
        return _in_turn(list(alike.values()))

    def firsts(self) -> tuple[Exchange, ...]:
        """Return the first exchange of each deed that is no leaving alone, as they came.

        Deeds that differ but in words that they repeat are one here, and at most `MOST_FIRSTS` are
        returned.
        """
        deeds = islice((deed for deed in self._first.values() if not deed[0]), MOST_FIRSTS)
        return tuple(next(iter(self._deeds[deed].values()))[0] for deed in deeds)

    def edited(self) -> tuple[tuple[Exchange, ...], ...]:
        """Return the exchanges of each deed that is no leaving alone, the most frequent first."""
        return tuple(
            tuple(_in_turn(list(self._deeds[deed].values())))
            for deed, _ in self._times.most_common()
            if not deed[0]
        )


def _in_turn(rows: Sequence[Sequence[T]]) -> list[T]:
    longest = max(map(len, rows), default=0)
    return [row[turn] for turn in range(longest) for row in rows if turn < len(row)]


def _chosen(
    rows: Sequence[Sequence[Exchange]], of_a_deed: int | None, of_a_path: int
) -> list[Exchange]:
    by_deed = _in_turn([row[:of_a_deed] for row in rows])
    paths: dict[Hashable, list[Exchange]] = {}
    for each in chain.from_iterable(rows):
        paths.setdefault(_kind(each.given_request["uri"]), []).append(each)
    by_path = chain.from_iterable(kind[:of_a_path] for kind in paths.values())
    return list({id(each): each for each in _in_turn([by_deed, list(by_path)])}.values())


def _kind(uri: str) -> tuple[frozenset[str], str]:
    """Return the forms of a path's folders, and of what comes last."""
    *folders, last = _RUN.sub("a", uri[:_LONGEST]).split("/")
    return frozenset(folders), last


def _shape(exchange: Exchange) -> tuple[_Deed, Hashable]:
    """Return what the handler did, and what else answers of one kind have in common."""
    request, result, given = exchange.given_request, exchange.result, exchange.given
    about = (request["method"], "cookie" in request["headers"])
    if exchange.is_unedited:
        words = _words(exchange, request["uri"])
        endings = tuple(word for word in words if word.startswith("."))
        what = (words[:1], endings, _let_through(exchange), _new_lines(exchange))
        return (True, what, ()), about
    edited = tuple(name for name in _FIELDS if result.get(name) != given.get(name))
    names = frozenset(_added(exchange))
    if exchange.kind == "request":
        uri = result.get("uri") if "uri" in edited else ""
        own, repeated = _told_apart(exchange, uri)
        return (False, (edited, names, own), repeated), (about, _outline(uri))
    status, location = (
        str(result.get("status")),
        next(iter(exchange.headers.get("location", ())), ""),
    )
    own, repeated = _told_apart(exchange, location)
    deed = (edited, names, own, _move(request["uri"], location))
    return (False, deed, repeated), (about, status, _outline(location))


def _told_apart(exchange: Exchange, text: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a path that the handler put there, and those that were asked for."""
    words = _words(exchange, text)
    if not words:
        return (), ()
    asked = _words(exchange, exchange.given_request["uri"])
    own = tuple(word for word in words if word not in asked)
    return own, tuple(word for word in words if word in asked)


def _let_through(exchange: Exchange) -> str:
    """Return the path of an event with cookies, where the source holds it: they may open it."""
    request = exchange.given_request
    path = request["uri"].lower() if "cookie" in request["headers"] else ""
    return path if path in exchange.conditions.named else ""


def _new_lines(exchange: Exchange) -> tuple[object, ...]:
    """Return the lines that only this event led to; Node.js tells them later, of several events."""
    invocation = exchange.invocation
    return invocation.covered if invocation.runtime.language is Language.PYTHON else ()


def _move(uri: str, location: object) -> str:
    """Return in a word how a redirect changes the path: what undoes it may be the other way."""
    if not isinstance(location, str) or not location:
        return ""
    path = _path(location)
    if path.lower() == uri.lower():
        return "same" if path == uri else "case"
    if path.rstrip("/") == uri.rstrip("/"):
        return "longer" if len(path) > len(uri) else "shorter"
    return "before" if path.endswith(uri) else "after" if path.startswith(uri) else "other"


def _path(location: str) -> str:
    try:
        return urlsplit(location[:_LONGEST]).path
    except ValueError:
        return location


def _words(exchange: Exchange, text: object) -> tuple[str, ...]:
    """Return the first parts of a path, and its ending, that stand in the handler's source."""
    if not isinstance(text, str) or len(text) < 2:
        return ()
    path = text[:_LONGEST].lower().partition("?")[0]
    _, dot, ending = path.rpartition(".")
    named = exchange.conditions.named
    words = [
        part
        for part in path.split("/")[:_SEGMENTS]
        if part and not named.isdisjoint((part, f"/{part}", f"/{part}/"))
    ]
    if dot and not named.isdisjoint((ending, f".{ending}")):
        words.append(f".{ending}")
    return tuple(words)


def _added(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Yield the names of added headers, each with its value where that is a word of the source."""
    named = exchange.conditions.named
    for name, values in exchange.added_headers.items():
        value = values[0] if len(values) == 1 and isinstance(values[0], str) else ""
        yield name, value if value.lower() in named else ""


def _outline(text: object) -> str:
    return _RUN.sub("a", text[: 8 * _OUTLINE])[:_OUTLINE] if isinstance(text, str) else ""
