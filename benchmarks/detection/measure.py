"""Search a handler until what is wrong with it is found."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from benchmarks.detection.cases import Case
from edgeconform import strategies
from edgeconform.engine import Session, check
from edgeconform.engine.search import Search
from edgeconform.model import Finding, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a search came to: whether it found the defect, after how many events and seconds."""

    case: Case
    found: bool
    events: int
    seconds: float


class _Found(Exception):  # noqa: N818 - it is good news
    """Ends a search early."""


def find(case: Case, *, seed: int, guided: bool) -> Result:
    """Search within the default budget, and stop at the first event that shows the defect."""
    options = case.options(seed=seed, guided=guided)
    started = perf_counter()
    events = 0

    def step(_phase: str, _done: int) -> None:
        nonlocal events
        events += 1
        if _shows(search, case.expected):
            raise _Found

    with Session(case.target, options) as session:
        base = strategies.base_event(case.target.event_type, options.event_options)
        search = Search(session, base, step)
        try:
            search.run()
        except _Found:
            pass
    found = _shows(search, case.expected)
    return Result(case=case, found=found, events=events, seconds=perf_counter() - started)


def _shows(search: Search, code: str) -> bool:
    return any(finding.code == code for finding in search.collector.findings())


def complaints(case: Case, *, seed: int) -> tuple[Finding, ...]:
    """Return the findings of level error on a handler that is correct."""
    target = case.target
    runs = check(target.handler, (target.event_type,), case.options(seed=seed, guided=True))
    return tuple(f for run in runs for f in run.findings if f.level is Level.ERROR)
