"""The part of a run that compares: after the searches, on what they tried."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, islice, zip_longest
from typing import Final, final

import orjson

from edgeconform.checks import Check, checks, find
from edgeconform.engine.collector import is_among, key_of
from edgeconform.engine.minimise import minimise, with_absence
from edgeconform.engine.relations import defaults
from edgeconform.engine.relations.comparing import Comparisons, blamed, event_of
from edgeconform.engine.relations.laboratory import (
    FIRST,
    OTHER_CHANCE,
    Laboratory,
    StoppedError,
    unless_stopped,
)
from edgeconform.engine.relations.relation import Relation, RunEvent
from edgeconform.engine.relations.repetition import Repetition
from edgeconform.engine.relations.row import Row, row
from edgeconform.engine.relations.variations import VARIATIONS
from edgeconform.engine.sample import Sample
from edgeconform.engine.session import Session
from edgeconform.engine.time_box import TimeBox
from edgeconform.model import Finding, Json

MOST_COMPARISONS: Final = 300

_OF_REPETITION: Final = frozenset({"EC701", "EC708", "EC714"})
_NO_ANSWER: Final = "EC203"
_OF_ONE_CAUSE: Final = "EC713"
_NONE: Final[tuple[Finding, ...]] = ()


def relate(
    session: Session, laboratory: Laboratory, base: Json, sample: Sample
) -> tuple[Finding, ...]:
    """Return what comes of comparing runs.

    A handler that hangs or ends its process meanwhile is left alone from then on.
    """
    found: list[Finding] = []
    with suppress(StoppedError):
        for finding in _Comparing(session, laboratory, base).findings(sample):
            if not is_among(finding, found):
                found.append(finding)
    return tuple(_told_once(found))


def _told_once(found: list[Finding]) -> Iterator[Finding]:
    """Yield findings; of a HEAD that fares otherwise the one alone that tells most.

    One condition on the method shows at several places. Whether a request is passed on or answered
    tells more than what is in either.
    """
    of_head = (finding for finding in found if finding.code == _OF_ONE_CAUSE)
    telling = min(of_head, key=lambda finding: finding.place != "status", default=None)
    yield from (each for each in found if each.code != _OF_ONE_CAUSE or each is telling)


def again(session: Session, code: str, events: tuple[Json, ...]) -> tuple[Finding, ...]:
    """Return what the check with that code finds in the last of `events` when runs are compared.

    For a check of state, those before it are run before it. Empty for a check that compares none.
    """
    check = next((each for each in checks() if each.code == code and each.compare), None)
    if check is None:
        return ()
    *earlier, event = events
    found: list[Finding] = []
    with Laboratory(session, TimeBox(None)) as laboratory, suppress(StoppedError):
        found += _Comparing(session, laboratory, event).again(check, tuple(earlier), event)
    return tuple(found)


@final
class _Comparing:
    def __init__(self, session: Session, laboratory: Laboratory, base: Json) -> None:
        self._session = session
        self._laboratory = laboratory
        self._base = base
        event_type = session.target.event_type
        self._codes = {
            check.code
            for check in session.selection
            if check.compare and event_type in check.events
        }
        self._own = Sample()
        self._repetition = Repetition(laboratory, base, self._session.is_valid)

    def findings(self, sample: Sample) -> Iterator[Finding]:
        """Yield findings, the same one several times perhaps."""
        if self._codes & _OF_REPETITION:
            found = self._repetition.findings(self._row(sample), sample)
            yield from (finding for finding in found if finding.code in self._codes)
        for exchange in self._repetition.forwards:
            if _NO_ANSWER not in exchange.violations:
                self._own.add(exchange)
        for relation in VARIATIONS:
            if relation.code in self._codes:
                yield from self._varied(find(relation.code), relation, sample)
        if defaults.CODE in self._codes:
            yield from self._of_defaults(sample)

    def again(self, check: Check, earlier: tuple[Json, ...], event: Json) -> Iterator[Finding]:
        """Yield what `check` finds in one event."""
        if check.code == "EC701":
            yield from self._repetition.after(earlier, event)
        elif check.code == "EC708":
            yield from self._repetition.under(check, event, FIRST, OTHER_CHANCE)
        elif check.code == "EC714":
            yield from self._repetition.chance(event, self._laboratory.alone(event))
        for relation in VARIATIONS:
            if relation.code == check.code:
                yield from self._blamed(check, relation, event, self._laboratory.alone)
                return  # others of the same check differ in the events that they prepare
        if check.code == defaults.CODE:
            for read in defaults.reads((self._laboratory.alone(event),)):
                for relation in defaults.relations(read):
                    alone = partial(self._blamed, check, relation, event, self._laboratory.alone)
                    yield from unless_stopped(alone, _NONE)

    def _of_defaults(self, sample: Sample) -> Iterator[Finding]:
        """Yield the defaults that answers depend on; a handler may refuse to load with a value."""
        check = find(defaults.CODE)
        for read in defaults.reads(self._repetition.forwards):
            for relation in defaults.relations(read):
                varied = self._varied(check, relation, sample)
                found = unless_stopped(partial(tuple, varied), _NONE)
                yield from found
                if found:
                    break

    def _varied(self, check: Check, relation: Relation, sample: Sample) -> Iterator[Finding]:
        known = set()
        for event in self._begun_with(relation, sample):
            for finding in self._blamed(check, relation, event, self._laboratory.warm):
                if key_of(finding) not in known and self._is_so(check, relation, finding):
                    known.add(key_of(finding))
                    small = partial(self._minimised, check, relation, finding)
                    yield unless_stopped(small, finding)

    def _begun_with(self, relation: Relation, sample: Sample) -> Iterator[Json]:
        """Yield the events to begin with, some of each deed, each once.

        Every other one is of those that were run in a row, among which are events with all words
        of the source.
        """
        suited = (
            each.exchanges(relation.suits, relation.of_a_deed, of_a_path=relation.of_a_path)
            for each in (sample, self._own)
        )
        mixed = filter(None, chain.from_iterable(zip_longest(*suited)))
        prepared = (relation.prepared(event_of(each)) for each in mixed)
        distinct = {orjson.dumps(event): event for event in prepared}.values()
        return islice(filter(self._session.is_valid, distinct), relation.most)

    def _is_so(self, check: Check, relation: Relation, finding: Finding) -> bool:
        """Whether the same is found where every run has a process of its own."""
        alone = self._blamed(check, relation, finding.event, self._laboratory.alone)
        return is_among(finding, alone)

    def _blamed(
        self, check: Check, relation: Relation, event: Json, run: RunEvent
    ) -> tuple[Finding, ...]:
        compared = relation.follow(run(event), run)
        if not all(self._session.is_valid(event_of(each)) for each in compared):
            return ()
        return blamed(check, compared)

    def _minimised(self, check: Check, relation: Relation, finding: Finding) -> Finding:
        def examine(event: Json) -> tuple[Finding, ...]:
            return self._blamed(check, relation, event, self._laboratory.warm)

        comparisons = Comparisons(examine, MOST_COMPARISONS)
        small = minimise(finding, comparisons, self._base, self._session.is_valid)
        small = with_absence(small, comparisons, self._base, self._session.is_valid)
        return small if self._is_so(check, relation, small) else finding

    def _row(self, sample: Sample) -> Row:
        session = self._session
        return row(sample, session.vocabulary, self._base, session.is_valid)
