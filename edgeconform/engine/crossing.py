"""Events on which a handler went further, each with what sets others of the corpus apart.

A defect often waits behind several conditions, each of which some event of the boundary corpus
meets: a path and a cookie, a header that is absent and a parameter. What such an event brings is
put into those that already met another condition.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, final

from edgeconform.model import Json

_FIELDS: Final = {
    "request": ("uri", "querystring", "method", "clientIp", "body", "origin"),
    "response": ("status", "statusDescription"),
}
_ABSENT: Final = object()
_LARGE: Final = 20_000
"""Characters of a difference that is not worth to be told again and again."""

_COMPANY: Final = 2
_SELDOM: Final = 3
"""So many further differences may go with one, each in one of so many events."""

_Place = tuple[str, ...]
_Difference = Mapping[_Place, Any]
"""Values by their place, such as `("request", "headers", "cookie")`, or _ABSENT."""


@final
class Crossing:
    """What sets the events of a corpus apart from its `base`, to be put into other events."""

    def __init__(self, base: Json) -> None:
        self._base = _values(base)
        self._found: dict[str, _Difference] = {}

    def noted(self, events: Iterator[Json]) -> Iterator[Json]:
        """Yield `events`, and remember what is apart in each."""
        for event in events:
            difference = self._difference(event)
            text = repr(difference)
            if len(text) < _LARGE:
                self._found[text] = difference
            yield event

    def crossed(self, kept: Sequence[Json], seed: int) -> Iterator[Json]:
        """Yield each of `kept`, the last first, with one difference; then each with the next.

        What comes of it need not be valid.
        """
        rows = zip_longest(*(self._put_into(event, seed) for event in reversed(kept)))
        return (event for row in rows for event in row if event is not None)

    def _difference(self, event: Json) -> _Difference:
        values = _values(event)
        pairs = {
            place: (values.get(place, _ABSENT), self._base.get(place, _ABSENT))
            for place in (*self._base, *values)
        }
        return {place: ours for place, (ours, usual) in pairs.items() if ours != usual}

    def _put_into(self, event: Json, seed: int) -> Iterator[Json]:
        own = self._difference(event)
        chance = random.Random(seed)  # noqa: S311 - no secret
        differences = tuple(self._found.values())
        for one in chance.sample(differences, len(differences)) if own else ():
            merged = _merged(own, one)
            for other in chance.sample(differences, min(_COMPANY, len(differences))):
                if merged and not chance.randrange(_SELDOM):
                    merged = _merged(merged, other) or merged
            if merged:
                yield _with(event, merged)


def _values(event: Json) -> dict[_Place, Any]:
    found: dict[_Place, Any] = {}
    cf = event["Records"][0]["cf"]
    for message in _FIELDS.keys() & cf.keys():
        fields = cf[message]
        found |= {(message, name): fields[name] for name in _FIELDS[message] if name in fields}
        found |= {(message, "headers", name): lines for name, lines in fields["headers"].items()}
    return found


def _merged(own: _Difference, other: _Difference) -> _Difference | None:
    """Return both differences; None where they do not go together, or the one holds the other."""
    merged = dict(own)
    for place, value in other.items():
        joined = _joined(place[-1], own[place], value) if place in own else value
        if joined is None:
            return None
        merged[place] = joined
    return merged if merged != own else None


def _joined(name: str, one: Any, other: Any) -> Any:
    """Return what holds two values of a path, a query string or a cookie; None where none does."""
    if one == other:
        return one
    if one is _ABSENT or other is _ABSENT:
        return None
    match name:
        case "uri":
            return one.rstrip("/") + other
        case "querystring":
            return "&".join(filter(None, (one, other)))
        case "cookie":
            return [{**one[0], "value": f"{one[0]['value']}; {other[0]['value']}"}]
        case _:
            return None


def _with(event: Json, values: _Difference) -> Json:
    """Return `event` with `values`; what is not changed is shared."""
    record = event["Records"][0]
    cf = {**record["cf"]}
    for message in _FIELDS.keys() & cf.keys():
        cf[message] = {**cf[message], "headers": {**cf[message]["headers"]}}
    for (message, *path), value in values.items():
        holder = cf[message]["headers"] if path[0] == "headers" else cf[message]
        if value is _ABSENT:
            holder.pop(path[-1], None)
        else:
            holder[path[-1]] = value
    return {"Records": [{**record, "cf": cf}]}
