"""Find the smallest event that a finding still comes of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

import orjson

from edgeconform.engine.collector import key_of
from edgeconform.engine.reducer import completed, cost, proposals
from edgeconform.engine.session import Session, Trial
from edgeconform.model import (
    Exited,
    Finding,
    Json,
    NeverSettled,
    NotLoaded,
    Outcome,
    OutOfMemory,
    TimedOut,
)

BATCH: Final = 8
MOST_TRIALS: Final = 400
TRIALS_THAT_LOSE_A_PROCESS: Final = 40
SECONDS_OF_WAITING: Final = 10.0

Valid = Callable[[Json], bool]


def minimise(
    finding: Finding, session: Session, base: Json, valid: Valid, trials: int = MOST_TRIALS
) -> Finding:
    """Return `finding` on the smallest valid event found that still shows it, at the same place.

    The handler is run at most `trials` times.
    """
    smallest = finding
    left = trials
    seen = {_text(finding.event)}
    progress = True
    while progress and left > 0:
        progress = False
        candidates = _cheaper(smallest.event, base, seen, valid)
        while batch := list(islice(candidates, min(BATCH, left))):
            left -= len(batch)
            if again := _first_failing(session.try_all(batch), finding):
                smallest, progress = again, True
                break
            if left <= 0:
                break
    return smallest


def with_absence(finding: Finding, session: Session, base: Json, valid: Valid) -> Finding:
    """Return `finding`, told whether what its event lacks of an ordinary one has to do with it."""
    ordinary = completed(finding.event, base)
    if ordinary == finding.event or not valid(ordinary):
        return finding
    still = _first_failing(session.try_all([ordinary]), finding) is not None
    return replace(finding, absence_matters=not still)


def affordable_trials(outcome: Outcome, limit: float) -> int:
    """Return how often it is worth to see `outcome` again; `limit` is the time limit in seconds."""
    match outcome:
        case NotLoaded():
            return 0
        case TimedOut():
            return int(SECONDS_OF_WAITING / limit)
        case Exited() | OutOfMemory() | NeverSettled():
            return TRIALS_THAT_LOSE_A_PROCESS
        case _:
            return MOST_TRIALS


def _first_failing(trials: Iterable[Trial], wanted: Finding) -> Finding | None:
    key = key_of(wanted)
    for trial in list(trials):
        for finding in trial.findings:
            if key_of(finding) == key:
                return finding
    return None


def _cheaper(current: Json, base: Json, seen: set[bytes], valid: Valid) -> Iterator[Json]:
    bound = cost(current, base)
    for event in proposals(current, base):
        if cost(event, base) < bound and (text := _text(event)) not in seen:
            seen.add(text)
            if valid(event):
                yield event


def _text(event: Json) -> bytes:
    return orjson.dumps(event, option=orjson.OPT_SORT_KEYS)
