"""From a finding to its smallest event: time, runs of the handler, and what is left of it."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks.measuring import handler
from benchmarks.rows import Row, at_most, skipped
from edgeconform import strategies
from edgeconform.engine import Options, Session, Target
from edgeconform.engine.collector import key_of
from edgeconform.engine.minimise import MOST_TRIALS, Trials, minimise
from edgeconform.engine.search import Search
from edgeconform.engine.time_box import TimeBox
from edgeconform.handlers import discover
from edgeconform.model import EventType, Finding, Json

_TYPE: Final = EventType.VIEWER_REQUEST
_OPTIONS: Final = Options(seed=1, engine="bulk", guided=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Minimised:
    finding: Finding
    seconds: float
    calls: int
    reducible: bool


def rows(rounds: int, _folder: Path) -> list[Row]:
    """Measure on two handlers that are wrong in several ways."""
    return [*_rows("Python", "broken.py", rounds), *_rows("Node.js", "broken.js", rounds)]


def _rows(language: str, name: str, rounds: int) -> Iterator[Row]:
    if language == "Node.js" and shutil.which("node") is None:
        yield skipped(f"{language}: minimising", "there is no node")
        return
    (found,) = discover(handler(name), export=None)
    target = Target(handler=found, event_type=_TYPE, detected="flag")
    with Session(target, _OPTIONS) as session:
        base = strategies.base_event(_TYPE)
        search = Search(
            session, base, lambda _phase, _done: None, ahead=lambda: None, box=TimeBox(None)
        )
        search.run()
        findings = search.collector.findings()
        runs = [[_minimised(each, session, base) for each in findings] for _ in range(rounds)]
    seconds = [median(one.seconds for one in same) for same in zip(*runs, strict=True)]
    calls = [each.calls for each in runs[0]]
    reducible = [each.finding.code for each in runs[0] if each.reducible]
    many = f"{language}: {len(findings)} findings"
    yield Row(name=f"{many}, median time", value=median(seconds), unit="s", goal=at_most(0.1))
    yield Row(name=f"{many}, longest time", value=max(seconds), unit="s", goal=at_most(0.1))
    yield Row(name=f"{many}, median calls", value=median(calls), unit="", goal=at_most(200))
    yield Row(name=f"{many}, most calls", value=max(calls), unit="", goal=at_most(200))
    yield Row(
        name=f"{many}, with a part that can go",
        value=len(reducible),
        unit="",
        goal=at_most(0),
        note=", ".join(reducible),
    )


def _valid(event: Json) -> bool:
    return strategies.is_valid(event, _TYPE, _OPTIONS.event_options)


def _minimised(finding: Finding, session: Session, base: Json) -> _Minimised:
    trials = Trials(session, MOST_TRIALS, None)
    started = perf_counter()
    smallest = minimise(finding, trials, base, _valid)
    seconds = perf_counter() - started
    fewer = [event for event in _fewer(smallest.event) if _valid(event)]
    again = (each.findings for each in session.try_all(fewer))
    return _Minimised(
        finding=finding,
        seconds=seconds,
        calls=MOST_TRIALS - trials.left,
        reducible=any(key_of(one) == key_of(finding) for findings in again for one in findings),
    )


def _fewer(event: Json) -> Iterator[Json]:
    """Yield the event without one header, header entry, parameter, segment or field."""
    request = event["Records"][0]["cf"]["request"]
    for name, entries in request["headers"].items():
        yield _changed(event, "headers", {k: v for k, v in request["headers"].items() if k != name})
        for at in range(len(entries) if len(entries) > 1 else 0):
            rest = entries[:at] + entries[at + 1 :]
            yield _changed(event, "headers", {**request["headers"], name: rest})
    for field, separator in (("querystring", "&"), ("uri", "/")):
        parts = request[field].split(separator)
        for at in range(len(parts) if request[field].strip(separator) else 0):
            yield _changed(event, field, separator.join(parts[:at] + parts[at + 1 :]))
    for field in request:
        without = deepcopy(event)
        del without["Records"][0]["cf"]["request"][field]
        yield without


def _changed(event: Json, field: str, value: Any) -> Json:
    changed = deepcopy(event)
    changed["Records"][0]["cf"]["request"][field] = value
    return changed
