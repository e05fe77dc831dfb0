"""Runs whose answers can be compared: the clock stands still, and chance is the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final, Self, TypeVar, final

from edgeconform.checks import Exchange
from edgeconform.engine.session import Session
from edgeconform.engine.time_box import TimeBox
from edgeconform.model import Json, Observation, Oversized, Raised, Returned, Unserialisable
from edgeconform.runtimes import Pin, Variables, Worker

FIRST: Final = Pin(seed=281)
OTHER_CHANCE: Final = Pin(seed=91955)
"""With the first seed all that is drawn comes out low, with the other high, in both languages."""

LATER: Final = Pin(clock=FIRST.clock + 61.5, seed=OTHER_CHANCE.seed)
MORE_CHANCES: Final = tuple(Pin(seed=seed) for seed in (1, 2, 3, 4))

LIMIT: Final = 1.0
"""Seconds for one invocation: enough for a handler that did not time out before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """That the variable which was read is set, though Lambda@Edge sets none."""

    read: Observation
    value: str

    @property
    def variables(self) -> Variables:
        """The variable with its value."""
        return ((self.read.subject, self.value),)


_Use = tuple[Pin, str | Assumption]
"""The pin of a worker, and what it is set apart for; empty for all runs under that pin."""

_APART: Final[_Use] = (FIRST, "rich events")

_Result = TypeVar("_Result")

_ANSWERED: Final = Returned | Oversized | Raised | Unserialisable


class StoppedError(Exception):
    """The handler hung or ended its process, or the time is over: nothing more is compared."""


def unless_stopped(work: Callable[[], _Result], otherwise: _Result) -> _Result:
    """Return what `work` comes to, or `otherwise` where it is stopped on the way."""
    try:
        return work()
    except StoppedError:
        return otherwise


@final
class Laboratory:
    """Workers of one handler, each with its clock and chance fixed. `runs` counts invocations.

    All that runs events raises StoppedError.
    """

    def __init__(self, session: Session, box: TimeBox) -> None:
        self._session = session
        self._box = box
        self._workers: dict[_Use, Worker] = {}
        self._limit = min(LIMIT, session.time_limit)
        self.runs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for worker in self._workers.values():
            worker.__exit__(kind, error, traceback)

    def start(self) -> None:
        """Start the processes that every comparison needs, side by side with what goes on now."""
        for use in ((FIRST, ""), (LATER, ""), _APART):
            self._worker(use).start()

    def in_order(self, events: Iterable[Json], pin: Pin = FIRST) -> tuple[Exchange, ...]:
        """Run events one after the other in a process that has run none before."""
        return self._run(events, (pin, ""), fresh=True)

    def apart(self, events: Iterable[Json]) -> tuple[Exchange, ...]:
        """Run events as `in_order` does, and leave the process of all other runs as it is."""
        return self._run(events, _APART, fresh=True)

    def alone(
        self, event: Json, pin: Pin = FIRST, *, assumption: Assumption | None = None
    ) -> Exchange:
        """Run an event in a process of its own."""
        return self._run((event,), (pin, assumption or ""), fresh=True)[0]

    def warm(
        self, event: Json, pin: Pin = FIRST, *, assumption: Assumption | None = None
    ) -> Exchange:
        """Run an event in a process that may have run others."""
        return self._run((event,), (pin, assumption or ""), fresh=False)[0]

    def _run(self, events: Iterable[Json], use: _Use, *, fresh: bool) -> tuple[Exchange, ...]:
        exchanges = []
        _, purpose = use
        conditions = self._session.conditions
        if isinstance(purpose, Assumption):
            conditions = replace(conditions, assumed=purpose.read)
        for invocation in self._worker(use).run(events, fresh=fresh, timeout=self._limit):
            self.runs += 1
            if not isinstance(invocation.outcome, _ANSWERED) or self._box.is_up("relations"):
                raise StoppedError
            exchanges.append(Exchange(invocation, conditions))
        return tuple(exchanges)

    def _worker(self, use: _Use) -> Worker:
        if use not in self._workers:
            pin, purpose = use
            variables: Variables = ()
            if isinstance(purpose, Assumption):
                self._end_assumption()
                variables = purpose.variables
            self._workers[use] = self._session.pinned(pin, variables)
        return self._workers[use]

    def _end_assumption(self) -> None:
        """End the process of the assumption before: there may be many, one after the other."""
        for use in [each for each in self._workers if isinstance(each[1], Assumption)]:
            self._workers.pop(use).__exit__(None, None, None)
