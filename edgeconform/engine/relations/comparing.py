"""From compared exchanges to findings, on events with nothing to spare."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import final

from edgeconform import checks
from edgeconform.checks import Check, Compared, Exchange
from edgeconform.model import Finding, Json


def blamed(check: Check, compared: Compared, shown: int = 0) -> tuple[Finding, ...]:
    """Return what a check says of compared exchanges; the one at `shown` stands for them."""
    if check.compare is None:
        return ()
    exchange = compared[shown]
    others = tuple(each.invocation.event for each in compared if each is not exchange)
    return tuple(
        replace(checks.finding(check, fault, exchange), related_events=others)
        for fault in check.compare(compared)
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of an event once it was compared."""

    findings: tuple[Finding, ...]


@final
class Comparisons:
    """Attempts at a finding, each a comparison; there are `left` of them."""

    confirms = False

    def __init__(self, examine: Callable[[Json], tuple[Finding, ...]], left: int) -> None:
        self._examine = examine
        self.left = left

    @property
    def over(self) -> bool:
        """Whether there are none left."""
        return self.left <= 0

    def of(self, events: list[Json]) -> Iterator[Comparison]:
        """Compare each event, until there are no attempts left."""
        for event in events:
            self.left -= 1
            yield Comparison(self._examine(event))
            if self.over:
                return

    def at_length(self, event: Json) -> Iterator[Comparison]:
        """Compare `event`; there is no shorter way."""
        yield Comparison(self._examine(event))


def event_of(exchange: Exchange) -> Json:
    """Return the event of an exchange."""
    return exchange.invocation.event
