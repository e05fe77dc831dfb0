"""Search a handler until what is wrong with it is found."""

import contextlib
from dataclasses import dataclass
from time import perf_counter

from benchmarks.detection.cases import Case
from edgeconform import strategies
from edgeconform.engine import Session, check
from edgeconform.engine.relations import Laboratory, relate
from edgeconform.engine.search import Search
from edgeconform.engine.time_box import TimeBox
from edgeconform.model import Finding, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a search came to: whether it found the defect, after how many events and seconds."""

    case: Case
    found: bool
    events: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The same search without what the source and the reads teach, and with it."""

    plain: Result
    guided: Result


def compare(case: Case, *, seed: int) -> Comparison:
    """Search twice with the same seed."""
    return Comparison(
        plain=find(case, seed=seed, guided=False), guided=find(case, seed=seed, guided=True)
    )


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
        if _shown(case, search.collector.findings()):
            raise _Found

    with Session(case.target, options) as session:
        base = strategies.base_event(case.target.event_type, options.event_options)
        search = Search(session, base, step, ahead=lambda: None, box=TimeBox(None))
        with contextlib.suppress(_Found):
            search.run()
        found = _shown(case, search.collector.findings())
        if not found and not search.over and not search.losses.number:
            with Laboratory(session, TimeBox(None)) as laboratory:
                related = relate(session, laboratory, base, search.sample)
            found, events = _shown(case, related), events + laboratory.runs
    return Result(case=case, found=found, events=events, seconds=perf_counter() - started)


def _shown(case: Case, findings: tuple[Finding, ...]) -> bool:
    return any(finding.code == case.expected for finding in findings)


def complaints(case: Case, *, seed: int) -> tuple[Finding, ...]:
    """Return the findings of level error on a handler that is correct."""
    target = case.target
    runs = check(target.handler, (target.event_type,), case.options(seed=seed, guided=True))
    return tuple(f for run in runs for f in run.findings if f.level is Level.ERROR)
