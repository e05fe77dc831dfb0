"""Run events through a handler's worker and judge what comes of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from types import TracebackType
from typing import Final, Self, final

from edgeconform import strategies
from edgeconform.checks import Conditions, Exchange, Selection, judge, judge_exchange
from edgeconform.engine.guidance import guesses, named, vocabulary
from edgeconform.engine.options import Options, Target
from edgeconform.engine.probing import (
    LIMIT,
    ROUNDS,
    configured_probes,
    custom_names,
    probes,
    words_read,
)
from edgeconform.engine.trial import Trial
from edgeconform.handlers import Literals, literals, names_querystring
from edgeconform.model import (
    Covered,
    Finding,
    Invocation,
    Json,
    Raised,
    Returned,
    Runtime,
)
from edgeconform.runtimes import Pin, Variables, Worker, WorkerOptions, open_worker
from edgeconform.strategies import Vocabulary, withheld

_OF_READS: Final = ("EC805",)
"""Checks of what a handler asks for, which is recorded in probes only."""


@final
class Session:
    """A worker with a handler in it, and the conditions under which its answers are judged.

    What else it takes is worked out while the worker's process starts.
    """

    def __init__(self, target: Target, options: Options) -> None:
        self.target = target
        self.options = options
        self._worker = _worker(target, options)

    def __enter__(self) -> Self:
        self._worker.__enter__()
        self._worker.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._worker.__exit__(kind, error, traceback)

    @property
    def runtime(self) -> Runtime:
        """The runtime that the worker stands for."""
        return self._worker.runtime

    @property
    def version(self) -> tuple[int, ...]:
        """The version of the interpreter that runs the handler."""
        return self._worker.version

    @property
    def time_limit(self) -> float:
        """The seconds that an invocation may take."""
        return self.options.time_limit(self.target.event_type)

    @cached_property
    def selection(self) -> Selection:
        """The checks to ask."""
        return self.options.selection

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What is known of the words that the handler knows; `learn` adds to it."""
        return vocabulary(self._literals) if self.options.guided else Vocabulary()

    @cached_property
    def _literals(self) -> Literals:
        return literals(self.target.handler)

    @cached_property
    def conditions(self) -> Conditions:
        """Under which answers are judged."""
        query = {"querystring"} if names_querystring(self.target.handler) else frozenset()
        conditions = self.options.conditions(named(self._literals) | query)
        return replace(conditions, withheld=partial(_withheld, self.target, self.options))

    @cached_property
    def _of_reads(self) -> Selection:
        return Selection(check for check in self.selection if check.code in _OF_READS)

    def is_valid(self, event: Json) -> bool:
        """Whether CloudFront can send `event` under the options."""
        return strategies.is_valid(event, self.target.event_type, self.options.event_options)

    def random_events(self) -> Iterator[Json]:
        """Return events without end, the same for the same seed and vocabulary."""
        options = self.options
        return iter(
            strategies.Generator(
                self.target.event_type, options.event_options, self.vocabulary, seed=options.seed
            )
        )

    def learn(self) -> tuple[Invocation, ...]:
        """Run a few events with a record of what the handler asks them for, and take that up.

        An invocation that hangs or ends its process is the last.
        """
        probed: list[Invocation] = []
        is_harmless = self._probe(probes(self.target, self.options, self.vocabulary), probed)
        names: tuple[str, ...] = ()
        for _ in range(ROUNDS):
            known, names = names, custom_names(probed)
            if not is_harmless or names == known:
                break
            is_harmless = self._probe(configured_probes(self.target, self.options, names), probed)
        return self._taken_up(probed)

    def learn_from(self, events: Iterable[Json]) -> tuple[Invocation, ...]:
        """Do so with `events`: what a handler asks for behind a condition, only these show."""
        probed: list[Invocation] = []
        self._probe(events, probed)
        return self._taken_up(probed)

    def _taken_up(self, probed: list[Invocation]) -> tuple[Invocation, ...]:
        self.vocabulary |= words_read(probed, guesses(self._literals))
        return tuple(probed)

    def _probe(self, events: Iterable[Json], probed: list[Invocation]) -> bool:
        """Add to `probed` what comes of `events`; False if the last hung or ended its process."""
        limit = min(LIMIT, self.time_limit)
        for invocation in self._worker.run(events, record_reads=True, timeout=limit):
            probed.append(invocation)
            if not isinstance(invocation.outcome, Returned | Raised):
                return False
        return True

    @property
    def compared(self) -> frozenset[tuple[str, str]]:
        """Names of headers and fields, each with a value that the source holds it against."""
        return frozenset((*self._literals.header_values, *self._literals.field_values))

    def covered(self) -> Covered:
        """Return the lines that were run and not told with an invocation."""
        return self._worker.covered()

    def record(self, event: Json) -> Invocation:
        """Run an event with a record of what the handler asks it for."""
        (invocation,) = self._worker.run((event,), record_reads=True)
        return invocation

    def judge_recorded(self, events: Iterable[Json]) -> Iterator[Finding]:
        """Run events with a record of reads, and yield what is wrong with those."""
        for invocation in self._worker.run(events, record_reads=True):
            yield from self.judge_reads(invocation)

    def judge_reads(self, invocation: Invocation) -> tuple[Finding, ...]:
        """Return what is wrong with what an invocation asked for; nothing else is judged."""
        return judge(invocation, self.conditions, self._of_reads)

    def try_all(
        self, events: Iterable[Json], *, limit: float | None = None, closely: bool = False
    ) -> Iterator[Trial]:
        """Yield a trial for each event, in order; `limit` shortens the time limit, in seconds.

        With `closely` each is told whether it ran code that none before ran.
        """
        conditions, selection = self.conditions, self.selection
        for invocation in self._worker.run(events, timeout=limit, closely=closely):
            exchange = Exchange(invocation, conditions)
            yield Trial(exchange=exchange, findings=judge_exchange(exchange, selection))

    def try_one(self, event: Json) -> Trial:
        """Return the trial of an event."""
        (trial,) = self.try_all((event,))
        return trial

    def pinned(self, pin: Pin, variables: Variables = ()) -> Worker:
        """Return another worker for the same handler, with a fixed clock and random numbers."""
        options = _worker_options(self.target, self.options)
        return open_worker(self.target.handler, replace(options, pin=pin, variables=variables))


def require_interpreter(target: Target, options: Options) -> None:
    """Raise RuntimeMissingError if there is no interpreter to run the handler with."""
    open_worker(target.handler, _worker_options(target, options))


def _withheld(target: Target, options: Options, name: str) -> bool:
    return withheld(name, target.event_type, options.event_options)


def _worker(target: Target, options: Options) -> Worker:
    """Return the worker of a search; it tells the lines that are run."""
    ours = replace(_worker_options(target, options), cover=options.cover)
    return open_worker(target.handler, ours)


def _worker_options(target: Target, options: Options) -> WorkerOptions:
    return WorkerOptions(
        executable=options.executable,
        runtime=options.runtime,
        timeout=options.time_limit(target.event_type),
        memory_mb=options.memory_size(target.event_type),
        event_type=target.event_type,
        allow_network=options.allow_network,
        preload=options.preload,
    )
