"""The same events forwards and backwards: state that is kept, chance, and the clock."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, final

import orjson

from edgeconform.checks import Check, Exchange, find
from edgeconform.checks.differences import OUTCOME, differences, is_meant
from edgeconform.checks.repeated import unbounded_places
from edgeconform.engine.collector import key_of
from edgeconform.engine.minimise import Valid, minimise, with_absence
from edgeconform.engine.relations.comparing import Comparisons, blamed
from edgeconform.engine.relations.laboratory import (
    FIRST,
    LATER,
    MORE_CHANCES,
    OTHER_CHANCE,
    Laboratory,
    unless_stopped,
)
from edgeconform.engine.relations.row import Row
from edgeconform.engine.sample import Sample
from edgeconform.model import Finding, Json
from edgeconform.runtimes import Pin

MOST_SUSPECTS: Final = 4
MOST_COMPARISONS: Final = 12
MOST_EARLIER: Final = 12
MOST_CUTS: Final = 60
MOST_DRAWN: Final = 80

Events = tuple[Json, ...]


@final
class Repetition:
    """Runs events twice, and finds out why an answer differs from one time to the other.

    `forwards` is what came of them the first time.
    """

    def __init__(self, laboratory: Laboratory, base: Json, valid: Valid) -> None:
        self._laboratory = laboratory
        self._base = base
        self._valid = valid
        self._answers: dict[tuple[bytes, Pin], Exchange] = {}
        self.forwards: tuple[Exchange, ...] = ()
        self._by_themselves: dict[int, tuple[Events, Exchange]] = {}

    def findings(self, row: Row, sample: Sample) -> Iterator[Finding]:
        """Yield what is found of EC701, EC708 and EC714.

        The rich events of the row are run by themselves as well, and the search was one more order
        of events: its answers to those of `sample` count, too.
        """
        laboratory, events = self._laboratory, row.events
        laboratory.start()
        self.forwards = forwards = laboratory.in_order(events, FIRST)
        backwards = laboratory.in_order(reversed(events), LATER)[::-1]
        suspects: dict[tuple[str, ...], int] = {}
        for index, (one, two) in enumerate(zip(forwards, backwards, strict=True)):
            if places := differences(one, two):
                suspects.setdefault(places, index)
        self._by_themselves = self._run_by_themselves(row)
        for index, (_, exchange) in self._by_themselves.items():
            if places := differences(exchange, forwards[index]):
                suspects.setdefault(places, index)
        # Where chance decides between an answer and an exception, the answers say more.
        ordered = sorted(suspects, key=lambda places: OUTCOME in places)
        by_chance = False
        for index in (suspects[places] for places in ordered[:MOST_SUSPECTS]):
            for finding in self._explained(events, index, forwards[index], backwards[index]):
                if not (by_chance and finding.code == "EC708"):
                    yield finding
                by_chance = by_chance or finding.code == "EC708"
        yield from self._searched(sample, set(suspects))

    def _run_by_themselves(self, row: Row) -> dict[int, tuple[Events, Exchange]]:
        """Run the rich events alone; by their index in the row, those before each and what came.

        An ordinary event may be the first of its path in both directions.
        """
        indexes = {id(event): index for index, event in enumerate(row.events)}
        return {
            indexes[id(exchange.invocation.event)]: (row.rich[:before], exchange)
            for before, exchange in enumerate(self._laboratory.apart(row.rich))
        }

    def _searched(self, sample: Sample, known: set[tuple[str, ...]]) -> Iterator[Finding]:
        """Yield state that only the search met, among the events that it answered alike."""
        forwards = {id(each.invocation.event): each for each in self.forwards}
        for exchanges in sample.edited():
            for searched in exchanges:
                here = forwards.get(id(searched.invocation.event))
                places = differences(searched, here) if here else ()
                if places and places not in known and len(known) < MOST_SUSPECTS:
                    known.add(places)
                    event = searched.invocation.event
                    others = tuple(each.invocation.event for each in exchanges)
                    earlier = tuple(each for each in others if each is not event)
                    alone = self._alone(event, FIRST)
                    yield from self._state(earlier, event, alone, FIRST)

    def _explained(
        self, events: Events, index: int, forwards: Exchange, backwards: Exchange
    ) -> Iterator[Finding]:
        event = events[index]
        alone, again = (self._laboratory.alone(event) for _ in range(2))
        if differences(alone, again):
            yield from blamed(find("EC708"), (alone, again))
            return
        yield from self.chance(event, alone)
        later = self._laboratory.alone(event, LATER)
        if differences(alone, forwards):
            yield from self._state(events[:index], event, alone, FIRST)
        elif differences(later, backwards):
            yield from self._state(events[:index:-1], event, later, LATER)
        elif index in self._by_themselves:
            earlier, there = self._by_themselves[index]
            if differences(alone, there):
                yield from self._state(earlier, event, alone, FIRST)

    def chance(self, event: Json, alone: Exchange) -> Iterator[Finding]:
        """Yield what is found when the random numbers are others, and when it is later."""
        laboratory = self._laboratory
        other = laboratory.alone(event, OTHER_CHANCE)
        drawn = [place for place in differences(alone, other) if not is_meant(place)]
        if drawn and unbounded_places((alone, other)):
            compared = (alone, other, *(laboratory.alone(event, pin) for pin in MORE_CHANCES))
            for finding in blamed(find("EC714"), compared):
                yield self._smaller(find("EC714"), finding, FIRST, OTHER_CHANCE)
            drawn = [place for place in drawn if place not in unbounded_places(compared)]
        if drawn:
            for finding in blamed(find("EC708"), (alone, other)):
                yield self._smaller(find("EC708"), finding, FIRST, OTHER_CHANCE)
        later = laboratory.alone(event, LATER)
        for finding in blamed(find("EC714"), (other, later)):
            yield self._smaller(find("EC714"), finding, OTHER_CHANCE, LATER)

    def under(self, check: Check, event: Json, *pins: Pin) -> tuple[Finding, ...]:
        """Return what `check` says of one event under several clocks or chances."""
        return blamed(check, tuple(self._laboratory.warm(event, pin) for pin in pins))

    def _smaller(self, check: Check, finding: Finding, *pins: Pin) -> Finding:
        comparisons = Comparisons(lambda event: self.under(check, event, *pins), MOST_DRAWN)
        small = minimise(finding, comparisons, self._base, self._valid)
        return with_absence(small, comparisons, self._base, self._valid)

    def _state(self, earlier: Events, event: Json, alone: Exchange, pin: Pin) -> Iterator[Finding]:
        causes = self._causes(earlier, event, alone, pin)
        for finding in self.after(causes, event, pin) if causes else ():
            yield unless_stopped(partial(self._minimised, finding, pin), finding)

    def after(self, earlier: Events, event: Json, pin: Pin = FIRST) -> tuple[Finding, ...]:
        """Return what EC701 says of `event` after others."""
        alone = self._alone(event, pin)
        after = self._laboratory.in_order((*earlier, event), pin)[-1]
        found = blamed(find("EC701"), (alone, after), shown=1)
        return tuple(replace(each, related_events=earlier) for each in found)

    def _alone(self, event: Json, pin: Pin) -> Exchange:
        key = (orjson.dumps(event), pin)
        if key not in self._answers:
            self._answers[key] = self._laboratory.alone(event, pin)
        return self._answers[key]

    def _causes(self, earlier: Events, event: Json, alone: Exchange, pin: Pin) -> Events:
        """Return the few events before `event` that change its answer; empty if none are found."""

        def changes(before: Events) -> bool:
            after = self._laboratory.in_order((*before, event), pin)[-1]
            return bool(differences(alone, after))

        if times := self._times(event, alone, pin):
            return (event,) * times
        if not earlier or not changes(earlier):
            return ()
        earlier = _fewer(earlier, changes)
        return earlier if 0 < len(earlier) <= MOST_EARLIER and changes(earlier) else ()

    def _times(self, event: Json, alone: Exchange, pin: Pin) -> int:
        """Return after how many times of its own an event is answered otherwise; 0 for never."""
        exchanges = self._laboratory.in_order((event,) * (MOST_EARLIER + 1), pin)
        changed = (index for index, each in enumerate(exchanges) if differences(alone, each))
        return next(changed, 0)

    def _minimised(self, finding: Finding, pin: Pin) -> Finding:
        """Make the event small, and the last of those before it."""
        related = finding.related_events
        comparisons = Comparisons(lambda e: self._between(related, e, pin), MOST_COMPARISONS)
        small = minimise(finding, comparisons, self._base, self._valid)
        comparisons.left = 1
        small = with_absence(small, comparisons, self._base, self._valid)
        *others, last = related
        event = small.event

        def cause(before: Json) -> tuple[Finding, ...]:
            found = self._between((*others, before), event, pin)
            return tuple(replace(each, event=before) for each in found)

        comparisons = Comparisons(cause, MOST_COMPARISONS)
        turned = minimise(replace(small, event=last), comparisons, self._base, self._valid)
        confirmed = self.after((*others, turned.event), event, pin)
        same = (each for each in confirmed if key_of(each) == key_of(finding))
        return next(
            (replace(each, absence_matters=small.absence_matters) for each in same), finding
        )

    def _between(self, earlier: Events, event: Json, pin: Pin) -> tuple[Finding, ...]:
        """Look at an event before and after others, in one process: half the cost of `after`."""
        exchanges = self._laboratory.in_order((event, *earlier, event), pin)
        return blamed(find("EC701"), (exchanges[0], exchanges[-1]), shown=1)


def _fewer(events: Events, changes: Callable[[Events], bool]) -> Events:
    """Return as few of `events` as still change an answer, found in `MOST_CUTS` attempts.

    Part after part is left out, halves first, single events last: what counts invocations needs
    several of them, and they may stand anywhere.
    """
    cuts = MOST_CUTS
    size = len(events) // 2
    while size and cuts:
        start = 0
        while start < len(events) > 1 and cuts:
            cuts -= 1
            rest = (*events[:start], *events[start + size :])
            if rest and changes(rest):
                events = rest
            else:
                start += size
        size = min(size, len(events)) // 2
    return events
