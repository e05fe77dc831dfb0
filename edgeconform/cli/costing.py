"""Costs of a month, from what is measured or told, with the formula."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from edgeconform.cli.terminal import print_text
from edgeconform.config import Layer, Plan, configs_for, plans
from edgeconform.engine.options import Options
from edgeconform.engine.timing import Timing, measure
from edgeconform.errors import UsageError
from edgeconform.model import EventType
from edgeconform.pricing import MEGABYTES_PER_GIGABYTE, Use, at_the_edge, charge
from edgeconform.reports.plain import plain
from edgeconform.reports.words import shown_path
from edgeconform.schemas import Prices, limits, prices

_LARGER: Final = (256, 512, 1024)
"""Memory sizes in MB, which are reckoned too where they are larger than the function's."""

_RATIO: Final = 0.9
"""What a cache is supposed to answer of all requests where the user does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the user says: `duration` in ms and `memory` in MB, None where it is to be found."""

    requests: int
    today: date
    hit_ratio: float = 0.0
    duration: float | None = None
    memory: int | None = None

    def invocations(self, event_type: EventType) -> int:
        """Return how often a function runs: at origin events, for what the cache lacks."""
        if event_type.side == "viewer":
            return self.requests
        return round(self.requests * (1 - self.hit_ratio))

    def prices(self) -> Prices:
        """Return the prices of the day; UsageError if Lambda@Edge was not to be had then."""
        try:
            return prices("lambda-edge", self.today)
        except KeyError:
            raise UsageError(f"--date {self.today}: there was no Lambda@Edge yet") from None


def cost_of_files(
    files: tuple[Path, ...], event_types: tuple[str, ...], month: Month, *, seed: int
) -> None:
    """Print the costs of all handlers in `files`.

    Raises EdgeconformError for files that hold none, a missing interpreter, or, after all others
    are told of, handlers that never answer.
    """
    values = {"events": list(event_types)} if event_types else {}
    flags = Layer(values=values, name=lambda key: f"--{key}")
    entries = configs_for(files, None)
    if mute := print_costs(plans(entries, flags, export=None, seed=seed), month):
        raise UsageError(
            f"{mute[0]} never answers, so that there is nothing to measure: see edgeconform check,"
            " or give --duration MS"
        )


def print_costs(planned: Iterable[Plan], month: Month) -> tuple[str, ...]:
    """Measure what is planned, print what it costs, and return what never answers."""
    mute = []
    for number, plan in enumerate(planned):
        if number:
            print_text("\n")
        target = plan.target
        timing = None if month.duration is not None else measure(target, plan.options)
        file = plain(shown_path(target.handler.path))
        name = f"{file} {plain(target.handler.export)} at {target.event_type}"
        if timing is None and month.duration is None:
            print_text(f"{name}: it never answers, so no costs\n")
            mute.append(name)
            continue
        memory = month.memory or plan.options.memory_size(target.event_type)
        lines = _lines(target.event_type, replace(month, memory=memory), timing)
        print_text(f"{name}\n" + "".join(f"  {x}\n" for x in lines))
    return tuple(mute)


def cost_of_figures(event_types: tuple[str, ...], month: Month) -> None:
    """Print what a function would cost that takes as long as the user says."""
    for name in event_types or (EventType.VIEWER_REQUEST.value,):
        event_type = EventType(name)
        memory = month.memory or Options().memory_size(event_type)
        lines = _lines(event_type, replace(month, memory=memory), None)
        print_text(f"a function at {event_type}\n" + "".join(f"  {x}\n" for x in lines))


def _lines(event_type: EventType, month: Month, timing: Timing | None) -> Iterator[str]:
    table, memory = month.prices(), month.memory or Options().memory_size(event_type)
    invocations = month.invocations(event_type)
    duration = _duration(month, timing, memory)
    use = Use(invocations=invocations, duration=duration, memory=memory)
    found = charge(use, table)
    if timing is not None:
        yield (
            f"measured: {timing.cpu * 1000:.2f} ms of processor and {timing.wall * 1000:.2f} ms in"
            f" all, the mean of {timing.events} events; with {memory} MB about {duration:.1f} ms"
        )
    per_million = f"USD {table.million_requests:.2f} / 1,000,000"
    yield f"requests: {invocations:,} x {per_million} = {_dollars(found.requests)}"
    yield (
        f"duration: {invocations:,} x {found.billed / 1000:g} s x {memory} /"
        f" {MEGABYTES_PER_GIGABYTE:,} GB x USD {table.gb_second:.8f} = {_dollars(found.compute)}"
    )
    yield f"a month:  {_dollars(found.total)} (prices since {table.since}, without taxes)"
    yield from (f"- {line}" for line in _changes(event_type, month, timing, found.total))


def _duration(month: Month, timing: Timing | None, memory: int) -> float:
    if timing is None:
        return month.duration or 0.0
    per_vcpu = int(limits().figure("cpu.megabytes-per-vcpu"))
    return at_the_edge(timing.cpu, timing.wall, memory, per_vcpu)


def _changes(
    event_type: EventType, month: Month, timing: Timing | None, total: float
) -> Iterator[str]:
    """Yield what would change the costs."""
    table, memory = month.prices(), month.memory or Options().memory_size(event_type)
    invocations = month.invocations(event_type)
    if _duration(month, timing, memory) > table.step:
        step = charge(Use(invocations=invocations, duration=table.step, memory=memory), table)
        yield f"each {table.step} ms less saves {_dollars(step.compute)}"
    most = limits().figure(f"memory.{event_type.side}")
    for size in _LARGER:
        if timing is not None and memory < size <= most:
            use = Use(invocations=invocations, duration=_duration(month, timing, size), memory=size)
            yield f"{size} MB: {_dollars(charge(use, table).total)}, {use.duration:.1f} ms each"
    if event_type.side == "viewer":
        yield from _elsewhere(event_type, month, total)
    elif not month.hit_ratio:
        rest = _dollars(total * (1 - _RATIO))
        yield f"a cache that answers {100 * _RATIO:.3g} % of requests: {rest}"


def _elsewhere(event_type: EventType, month: Month, total: float) -> Iterator[str]:
    there = EventType.ORIGIN_REQUEST if event_type.is_request else EventType.ORIGIN_RESPONSE
    share = (1 - (month.hit_ratio or _RATIO)) * total
    yield (
        f"at {there}, which runs for cache misses only:"
        f" {_dollars(share)} if the cache answers {100 * (month.hit_ratio or _RATIO):.3g} %"
    )
    try:
        table = prices("cloudfront-functions", month.today)
    except KeyError:
        return
    found = charge(Use(invocations=month.requests, duration=0, memory=0), table)
    yield f"as a CloudFront Function, if it can be one: {_dollars(found.total)}"


def _dollars(amount: float) -> str:
    return f"USD {amount:,.2f}" if amount >= 0.01 or amount == 0 else "less than USD 0.01"
