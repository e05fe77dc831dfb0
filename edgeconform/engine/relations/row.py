"""Which events are run in a row, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Final, NamedTuple, final

from edgeconform.engine.minimise import Valid
from edgeconform.engine.relations.comparing import event_of
from edgeconform.engine.relations.repeatable import Spelt, spelt_out
from edgeconform.engine.relations.siblings import plain_sibling, siblings
from edgeconform.engine.sample import Sample
from edgeconform.model import Json
from edgeconform.strategies import Vocabulary

MOST: Final = 60
MOST_LEFT_ALONE: Final = 8

_PLAIN, _SIBLING, _LEFT_ALONE, _COUPLE, _RICH, _DEED, _LAST = range(7)
_ALWAYS: Final = ("cookie", "authorization")


class _Place(NamedTuple):
    """Where an event stands in a row: in which part, there by `order`, and then as it came."""

    part: int
    order: tuple[int, ...]


_Placed = tuple[_Place, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Events to be run in both directions; `rich` are those of them with everything.

    Whatever a cache is keyed by, `rich` by themselves come before all that the search drew.
    """

    events: tuple[Json, ...]
    rich: tuple[Json, ...] = ()


def row(sample: Sample, vocabulary: Vocabulary, base: Json, valid: Valid) -> Row:
    """Return events such that forwards and backwards others come first, whatever a handler keeps.

    A cache that leaves out what matters answers as it did to the first event with its key; what is
    kept for all is settled by the first or by the last event. So plain ones stand at one end, at
    the other those that have everything and those on which the handler does something. At both ends
    they are in the order of their paths: of any two paths, one comes first forwards, the other one
    backwards. Between them are events that share with one of these all but one thing, and couples
    of a plain one and its like, in the other order of paths: what is cached by a header alone is
    settled by another path than at the end.
    """
    chosen = _Choice(sample, vocabulary, base, valid)
    return Row(events=chosen.events(), rich=chosen.rich())


@final
class _Choice:
    def __init__(self, sample: Sample, vocabulary: Vocabulary, base: Json, valid: Valid) -> None:
        self._sample = sample
        self._base = base
        self._valid = valid
        self._spelt = tuple(spelt_out(vocabulary, base, valid))
        self._paths = {_uri(each.plain): each.path for each in self._spelt}
        names = (*_ALWAYS, *vocabulary.header_names, *(name for name, _ in vocabulary.headers))
        self._names = frozenset(map(str.lower, names))

    def events(self) -> tuple[Json, ...]:
        """Return the events in their order."""
        events = list(chain.from_iterable(map(_spelt, self._spelt)))
        alone = self._sample.exchanges(lambda each: each.is_unedited, of_a_deed=2)
        events += (
            (_Place(_LEFT_ALONE, _riches(event_of(each))), event_of(each))
            for each in alone[:MOST_LEFT_ALONE]
        )
        around = filter(lambda placed: self._valid(placed[1]), self._around())
        events += islice(around, MOST - len(events))
        return tuple(event for _, event in sorted(events, key=lambda placed: placed[0]))

    def rich(self) -> tuple[Json, ...]:
        """Return the events with everything, those of one host and path apart from each other."""
        return tuple(each.rich for each in self._spelt)

    def _around(self) -> Iterator[_Placed]:
        """Yield events on which the handler did something, and others like them, deeds by turns."""
        deeds = [
            chain.from_iterable(
                self._of_exchange(number, index, event_of(each))
                for index, each in enumerate(exchanges)
            )
            for number, exchanges in enumerate(self._sample.edited())
        ]
        for turn in zip_longest(*reversed(deeds)):
            yield from filter(None, turn)

    def _of_exchange(self, number: int, index: int, event: Json) -> Iterator[_Placed]:
        """Yield the first of a deed twice, with all siblings, and others next to a plain one."""
        path = self._path(event)
        place = _Place(_DEED, (path, number, index))
        if index:
            yield place, plain_sibling(event, self._base)
            yield place, event
            return
        yield place, event
        yield place, event
        yield _Place(_PLAIN, (path,)), plain_sibling(event, self._base)
        for each in siblings(event, self._base, self._names):
            yield _Place(_SIBLING, _riches(each)), each

    def _path(self, event: Json) -> int:
        """Return the number of the longest path of the source that the event's begins with."""
        uri = event["Records"][0]["cf"]["request"]["uri"]
        fitting = [path for path in self._paths if uri.startswith(path)]
        return self._paths[max(fitting, key=len)] if fitting else 0


def _spelt(spelt: Spelt) -> tuple[_Placed, _Placed]:
    if spelt.number:
        place = _Place(_COUPLE, (spelt.number, -spelt.path))
        return (place, spelt.plain), (place, spelt.rich)
    part = _RICH if spelt.path else _LAST
    return (_Place(_PLAIN, (spelt.path,)), spelt.plain), (_Place(part, (spelt.path,)), spelt.rich)


def _riches(event: Json) -> tuple[int, ...]:
    """Order events so that one end has what the other lacks."""
    request = event["Records"][0]["cf"]["request"]
    return (
        *(name in request["headers"] for name in _ALWAYS),
        bool(request["querystring"]),
        request["method"] != "GET",
        request["uri"] != "/",
    )


def _uri(event: Json) -> str:
    return str(event["Records"][0]["cf"]["request"]["uri"])
