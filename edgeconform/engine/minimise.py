"""Find the smallest event that a finding still comes of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, Protocol, final

import orjson

from edgeconform.engine.collector import key_of
from edgeconform.engine.reducer import completed, cost, like, proposals
from edgeconform.engine.session import Session
from edgeconform.engine.trial import Trial
from edgeconform.model import (
    Exited,
    Finding,
    Invocation,
    Json,
    NeverSettled,
    NotLoaded,
    OutOfMemory,
    Returned,
    TimedOut,
)

BATCH: Final = 8
MOST_TRIALS: Final = 400
TRIALS_THAT_LOSE_A_PROCESS: Final = 24
TRIALS_OF_A_HANG: Final = 200
TRIALS_THAT_HANG: Final = 24
TRIALS_THAT_FILL_MEMORY: Final = 6
HANGS_OF_A_RUN: Final = 48
LONGEST_CONFIRMATION: Final = 10.0
"""Seconds: a smaller event that takes as long is taken to run past any limit."""

SLOW: Final = 0.05
"""Seconds: an answer that took longer is not tried again hundreds of times."""

SECONDS_A_FINDING: Final = 10.0
"""How long a finding of a slow handler is made smaller."""

Valid = Callable[[Json], bool]


class Tried(Protocol):
    """What became of an event."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What it brought out."""


class Attempts(Protocol):
    """A way of trying events for one finding, as many as that is worth."""

    left: int

    @property
    def over(self) -> bool:
        """Whether there are none left."""

    @property
    def confirms(self) -> bool:
        """Whether an event is only settled once it was tried `at_length`."""

    def of(self, events: list[Json]) -> Iterable[Tried]:
        """Try each event, until there are no attempts left."""

    def at_length(self, event: Json) -> Iterable[Tried]:
        """Try `event` within the time limit proper, or LONGEST_CONFIRMATION."""


@final
class Trials:
    """Runs of the handler for one finding: as many as that is worth, each within `limit` seconds.

    `confirms` says that `limit` is shorter than the time limit which the finding is about; `hangs`
    counts the time-outs, and the processes that ran out of memory, which takes as long.
    """

    def __init__(
        self, session: Session, worth: int, limit: float | None, *, confirms: bool = False
    ) -> None:
        self._session = session
        self._limit = limit
        self._lost = 0
        self._most_hangs = TRIALS_THAT_HANG if confirms else TRIALS_THAT_FILL_MEMORY
        self.hangs = 0
        self.confirms = confirms
        self.left = worth

    @property
    def over(self) -> bool:
        """Whether there are none left."""
        return (
            self.left <= 0
            or self.hangs >= self._most_hangs
            or self._lost >= TRIALS_THAT_LOSE_A_PROCESS
        )

    def of(self, events: list[Json]) -> Iterator[Trial]:
        """Yield a trial of each event, until there are none left."""
        for trial in self._session.try_all(events, limit=self._limit):
            self.left -= 1
            hangs = isinstance(trial.invocation.outcome, TimedOut | OutOfMemory)
            self.hangs += hangs
            self._lost += trial.invocation.ended and not hangs
            yield trial
            if self.over:
                return

    def at_length(self, event: Json) -> Iterator[Trial]:
        """Yield a trial of `event` within the time limit proper, or LONGEST_CONFIRMATION."""
        limit = min(self._session.time_limit, LONGEST_CONFIRMATION)
        return self._session.try_all([event], limit=limit)


def minimise(finding: Finding, trials: Attempts, base: Json, valid: Valid) -> Finding:
    """Return `finding` on the smallest valid event found that still shows it, at the same place."""
    smallest = finding
    seen = {_text(finding.event)}
    most = 1 if trials.confirms else BATCH
    progress = True
    while progress and not trials.over:
        progress = False
        candidates = _cheaper(smallest.event, base, seen, valid)
        while batch := list(islice(candidates, max(0, min(most, trials.left)))):
            if again := _first_failing(trials.of(batch), finding):
                smallest, progress = again, True
                break
            if trials.over:
                break
    if trials.confirms and smallest is not finding:
        return _confirmed(finding, trials, smallest.event)
    return smallest


def _confirmed(finding: Finding, trials: Attempts, event: Json) -> Finding:
    """Return `finding` on `event`, if it took long enough; says so where that was not the limit."""
    again = _first_failing(trials.at_length(event), finding)
    if again is None or again.message == finding.message:
        return again or finding
    measured = f"this smaller event was stopped after {LONGEST_CONFIRMATION:g} s"
    return replace(again, message=finding.message, measured=measured)


def with_absence(finding: Finding, trials: Attempts, base: Json, valid: Valid) -> Finding:
    """Return `finding`, told whether what its event lacks of an ordinary one has to do with it."""
    ordinary = completed(finding.event, base)
    if ordinary == finding.event or not valid(ordinary):
        return finding
    still = _first_failing(trials.of([ordinary]), finding) is not None
    return replace(finding, absence_matters=not still)


def affordable_trials(invocation: Invocation) -> int | None:
    """Return how often it is worth to see again what came of an event; None for as often as any."""
    wall = invocation.measurement.wall
    if isinstance(invocation.outcome, Returned) and not invocation.ended:
        return int(SECONDS_A_FINDING / wall) if wall > SLOW else None
    match invocation.outcome:
        case NotLoaded():
            return 0
        case TimedOut():
            return TRIALS_OF_A_HANG
        case Exited() | OutOfMemory() | NeverSettled():
            return TRIALS_THAT_LOSE_A_PROCESS
        case _:
            return TRIALS_THAT_LOSE_A_PROCESS if invocation.ended else MOST_TRIALS


def _first_failing(tried: Iterable[Tried], wanted: Finding) -> Finding | None:
    key = key_of(wanted)
    for each in list(tried):
        for finding in each.findings:
            if key_of(finding) == key:
                return finding
    return None


def _cheaper(current: Json, base: Json, seen: set[bytes], valid: Valid) -> Iterator[Json]:
    bound = _worth(current, base)
    for event in proposals(current, base):
        if _worth(event, base) < bound and (text := _text(event)) not in seen:
            seen.add(text)
            if valid(event):
                yield event


def _worth(event: Json, base: Json) -> int:
    """Return what `event` costs: an ordinary origin little, but more where `base` has another."""
    ordinary = like(event, base)
    return cost(event, ordinary) + (ordinary is not base)


def _text(event: Json) -> bytes:
    return orjson.dumps(event, option=orjson.OPT_SORT_KEYS)
