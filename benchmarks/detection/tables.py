"""The measurements as tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.detection.cases import GROUPS, Case
from benchmarks.detection.measure import Comparison, Result
from edgeconform.model import Finding

_ROW: Final = "{:<12} {:>8} {:>7} {:>7} {:>12} {:>12} {:>10} {:>10}\n"
_HEAD: Final = _ROW.format(
    "", "handlers", "found", "guided", "events", "guided", "seconds", "guided"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A finding of level error on a correct handler."""

    case: Case
    seed: int
    finding: Finding


def detection_text(found: Sequence[Comparison]) -> str:
    """Return how many defects were found, and how soon, without guidance and with it.

    Events and seconds are medians, in which a search without success counts whole; `all` ends with
    the ratio of what was found.
    """
    rows = [_row(group, [c for c in found if c.guided.case.group == group]) for group in GROUPS]
    plain = sum(each.plain.found for each in found)
    guided = sum(each.guided.found for each in found)
    ratio = f"guided finds {guided / plain:.2f} times as many\n" if plain else ""
    return "".join((_HEAD, *rows, _row("all", found), ratio, *_missed(found)))


def _row(name: str, found: Sequence[Comparison]) -> str:
    plain, guided = [each.plain for each in found], [each.guided for each in found]
    return _ROW.format(
        name,
        len(found),
        sum(each.found for each in plain),
        sum(each.found for each in guided),
        f"{_median(each.events for each in plain):,.0f}",
        f"{_median(each.events for each in guided):,.0f}",
        f"{_median(each.seconds for each in plain):.2f}",
        f"{_median(each.seconds for each in guided):.2f}",
    )


def _median(numbers: Iterable[float]) -> float:
    return median([*numbers] or [0])


def _missed(found: Sequence[Comparison]) -> list[str]:
    missed: list[Result] = [each.guided for each in found if not each.guided.found]
    return [f"missed: {m.case.group}/{m.case.name} {m.case.expected}\n" for m in missed]


def alarms_text(alarms: Sequence[Alarm], *, handlers: int, seeds: int) -> str:
    """Return what correct handlers were blamed for."""
    total = (
        f"{handlers} correct handlers, {seeds} seeds each: {len(alarms)} findings of level error"
    )
    lines = [
        f"{each.case.name}, seed {each.seed}: {each.finding.code} at {each.finding.place}"
        for each in alarms
    ]
    return "\n".join((total, *lines)) + "\n"
