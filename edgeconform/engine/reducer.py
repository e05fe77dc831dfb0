"""Propose smaller events: the steps of minimising, largest first."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import zip_longest
from typing import Any, Final, Literal

from edgeconform.model import EventType, Json
from edgeconform.strategies import EventOptions, base_event

Path = tuple[str | int, ...]

_SMALL: Final = 24
_SHORTENED: Final = ("uri", "querystring", "value", "data", "path")
_MISSING: Final = object()
_REQUEST: Final[Path] = ("Records", 0, "cf", "request")
_ORIGIN: Final[Path] = (*_REQUEST, "origin")
_CUSTOM: Final = "customHeaders"
_HOST: Final[Path] = (*_REQUEST, "headers", "host")


def proposals(event: Json, base: Json) -> Iterator[Json]:
    """Yield events that are one step simpler than `event`, the boldest first.

    A step takes a part over from `base`, drops a member of an object or list, or shortens a
    string. Whether what comes out is valid is for the caller to ask. It shares its other parts with
    `event` and `base`.
    """
    cf = ("Records", 0, "cf")
    yield from _adoptions(event, base, (*cf, "request"), depth=2)
    yield from _client_taken(event, base, (*cf, "request"))
    yield from _origin_taken(event, base)
    if (ordinary := like(event, base)) is not base:
        yield from _origin_taken(event, ordinary)
    yield from _adoptions(event, base, (*cf, "response"), depth=2)
    yield from _adoptions(event, base, (*cf, "config"), depth=1)
    yield from _drops(event, cf)
    yield from _shorter_strings(event, base, cf)


def cost(event: Json, base: Json) -> int:
    """Return how much there is to an event: each value counts, one that `base` lacks by length."""
    if isinstance(event, dict):
        theirs = base if isinstance(base, dict) else {}
        return 1 + sum(cost(value, theirs.get(key, _MISSING)) for key, value in event.items())
    if isinstance(event, list):
        others = base if isinstance(base, list) else []
        pairs = zip_longest(event, others[: len(event)], fillvalue=_MISSING)
        return 1 + sum(cost(value, other) for value, other in pairs)
    return 1 if event == base else 2 + len(str(event))


def like(event: Json, base: Json) -> Json:
    """Return `base` with an ordinary origin of the kind that `event` has, and the Host for it."""
    ours, theirs = (_get(each, _ORIGIN) for each in (event, base))
    if not (isinstance(ours, dict) and isinstance(theirs, dict)) or ours.keys() == theirs.keys():
        return base
    origin, host = _ordinary_origin("s3" if "s3" in ours else "custom")
    return _with(_with(base, _ORIGIN, origin), _HOST, host)


@cache
def _ordinary_origin(kind: Literal["s3", "custom"]) -> tuple[Json, Json]:
    event = base_event(EventType.ORIGIN_REQUEST, EventOptions(origin=kind))
    return _get(event, _ORIGIN), _get(event, _HOST)


def completed(event: Json, base: Json) -> Json:
    """Return `event` with the fields and headers that it lacks and `base` has."""
    if isinstance(event, list) and isinstance(base, list) and len(event) == len(base) == 1:
        return [completed(event[0], base[0])]
    if not isinstance(event, dict) or not isinstance(base, dict):
        return deepcopy(event)
    own = {key: completed(value, base.get(key)) for key, value in event.items()}
    lacking = {key: deepcopy(value) for key, value in base.items() if key not in event}
    return own if _is_choice(event) else {**own, **lacking}


def _is_choice(node: dict[str, Json]) -> bool:
    return "s3" in node or "custom" in node


def _adoptions(event: Json, base: Json, path: Path, depth: int) -> Iterator[Json]:
    ours, theirs = _get(event, path), _get(base, path)
    if ours is _MISSING or ours == theirs:
        return
    if theirs is not _MISSING:
        yield _with(event, path, theirs)
    if depth and isinstance(ours, dict):
        for key in sorted(ours):
            yield from _adoptions(event, base, (*path, key), depth - 1)


def _client_taken(event: Json, base: Json, path: Path) -> Iterator[Json]:
    """Take the client's address over, which stands twice: one alone makes an event invalid."""
    places = ((*path, "clientIp"), (*path, "headers", "x-forwarded-for"))
    theirs = [_get(base, place) for place in places]
    ours = [_get(event, place) for place in places]
    if _MISSING in (*ours, *theirs) or ours[0] == theirs[0]:
        return
    for place, value in zip(places, theirs, strict=True):
        event = _with(event, place, value)
    yield event


def _origin_taken(event: Json, base: Json) -> Iterator[Json]:
    """Take the origin over with its Host, as these mostly go together, or parts of it alone."""
    ours, theirs = (_get(each, _ORIGIN) for each in (event, base))
    if _MISSING in (ours, theirs, _get(event, _HOST)):
        return
    host = _get(base, _HOST)
    yield _with(_with(event, _ORIGIN, theirs), _HOST, host)
    if ours.keys() == theirs.keys():
        for kind in ours:
            kept = {**theirs[kind], _CUSTOM: ours[kind].get(_CUSTOM, {})}
            yield _with(_with(event, _ORIGIN, {kind: kept}), _HOST, host)
            yield from _adoptions(event, base, (*_ORIGIN, kind), depth=1)


def _drops(event: Json, path: Path) -> Iterator[Json]:
    node = _get(event, path)
    if isinstance(node, dict):
        for key in sorted(node):
            yield _without(event, (*path, key))
            yield from _drops(event, (*path, key))
    elif isinstance(node, list):
        for index in range(len(node)):
            if len(node) > 1:
                yield _without(event, (*path, index))
            yield from _drops(event, (*path, index))


def _shorter_strings(event: Json, base: Json, path: Path) -> Iterator[Json]:
    node = _get(event, path)
    if isinstance(node, str):
        wanted = _get(base, path)
        if node != wanted:
            for text in _shorter(node, path[-1], wanted if isinstance(wanted, str) else ""):
                yield _with(event, path, text)
    elif isinstance(node, dict | list):
        keys = sorted(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            yield from _shorter_strings(event, base, (*path, key))


def _shorter(text: str, key: str | int, wanted: str) -> Iterator[str]:
    if wanted or key != "value" or len(text) > _SMALL:
        yield wanted
    separator = {"uri": "/", "querystring": "&"}.get(str(key), "; " if "; " in text else "")
    if separator:
        yield from _fewer_parts(text, separator)
    if key in _SHORTENED and (key != "value" or separator or len(text) > _SMALL):
        yield from _fewer_characters(text)


def _fewer_parts(text: str, separator: str) -> Iterator[str]:
    parts = text.split(separator)
    size = len(parts) // 2
    while size:
        for start in range(0, len(parts), size):
            yield separator.join(parts[:start] + parts[start + size :])
        size //= 2


def _fewer_characters(text: str) -> Iterator[str]:
    size = len(text) // 2
    while size:
        for start in range(0, len(text), size):
            yield text[:start] + text[start + size :]
        size = size // 2 if size > len(text) // _SMALL else 0


def _get(node: Json, path: Path) -> Any:
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return node


# What is not on the path is shared with the event: copying all of it costs most of a proposal.
def _with(node: Json, path: Path, value: Json) -> Json:
    if not path:
        return value
    copy = node.copy()
    copy[path[0]] = _with(node[path[0]], path[1:], value)
    return copy


def _without(event: Json, path: Path) -> Json:
    *parent, last = path
    less = _get(event, tuple(parent)).copy()
    del less[last]
    return _with(event, tuple(parent), less)
