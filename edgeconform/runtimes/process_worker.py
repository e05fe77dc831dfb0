"""Runs a handler on events, one at a time, whatever the handler does to its process."""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from edgeconform.model import Covered, Handler, Invocation, Json, Measurement, Runtime
from edgeconform.runtimes.handler_process import Answer, HandlerProcess
from edgeconform.runtimes.held_memory import HeldMemory
from edgeconform.runtimes.launch import MEGABYTE, find_interpreter, plan
from edgeconform.runtimes.loading import Loading
from edgeconform.runtimes.options import WorkerOptions
from edgeconform.runtimes.strays import Strays

BATCH = 32
BATCH_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Posted:
    """An event that was written ahead."""

    number: int
    event: Json
    record_reads: bool
    closely: bool


class ProcessWorker:
    """A handler, loaded in a process of its own, which is replaced when it ends.

    State that a handler keeps between invocations lives on, as in a warm Lambda function.
    """

    def __init__(self, handler: Handler, options: WorkerOptions) -> None:
        self._options = options
        self._interpreter = find_interpreter(handler, options)
        self._launch = plan(handler, self._interpreter, options)
        self._numbers = itertools.count()
        self._posted: deque[_Posted] = deque()
        self._process: HandlerProcess | None = None
        self._spare: HandlerProcess | None = None
        self._refused: Loading | None = None
        self._is_first = True
        self._strays = Strays()
        self._memory = HeldMemory(options.memory_mb * MEGABYTE)

    @property
    def runtime(self) -> Runtime:
        """The Lambda runtime that the handler is told it runs on."""
        return self._interpreter.runtime

    @property
    def version(self) -> tuple[int, ...]:
        """The version of the interpreter that really runs the handler."""
        return self._interpreter.version

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start a process ahead of the first event; what is not started by then, is then."""
        self._current()

    def covered(self) -> Covered:
        """Give the lines that were run and not told with an Invocation.

        A process that does not answer is ended.
        """
        if not self._options.cover or self._process is None or self._process.is_fresh:
            return ()
        told = self._process.covered()
        if told is None:
            self._drop()
        return told or ()

    def close(self) -> None:
        """End all processes."""
        for process in (self._process, self._spare):
            if process is not None:
                process.kill()
        self._process = self._spare = None
        self._strays.end()

    def run(
        self,
        events: Iterable[Json],
        *,
        fresh: bool = False,
        record_reads: bool = False,
        closely: bool = False,
        timeout: float | None = None,
    ) -> Iterator[Invocation]:
        """Run the handler on each event, in order, and give one Invocation for each.

        Up to two batches of events are read ahead of the Invocation that is given. With `fresh`
        the first event meets a process that has run none before. With `record_reads` the
        Invocations tell which parts of the event the handler asked for, and `closely` which of them
        ran code that none before ran, until a process is replaced; both are slower. `timeout`, in
        seconds, stands in for the one of the options.
        """
        if fresh and self._process is not None and not self._process.is_fresh:
            self._retire()
        source = iter(events)
        try:
            batch = self._post(source, record_reads=record_reads, closely=closely)
            while batch:
                following = self._post(source, record_reads=record_reads, closely=closely)
                for _ in range(batch):
                    yield self._next(timeout)
                batch = following
        finally:
            if self._posted:
                self._posted.clear()
                self._drop()

    def _post(self, source: Iterator[Json], *, record_reads: bool, closely: bool) -> int:
        """Write one batch ahead, and give its length."""
        size = count = 0
        for event in source:
            posted = _Posted(next(self._numbers), event, record_reads, closely)
            self._posted.append(posted)
            count += 1
            size += self._send(posted)
            if count == BATCH or size > BATCH_BYTES:
                break
        if self._process is not None:
            self._process.flush()
        return count

    def _send(self, posted: _Posted) -> int:
        if self._refused is not None:
            return 0
        process = self._current()
        return process.send(
            posted.number,
            posted.event,
            record_reads=posted.record_reads,
            closely=posted.closely,
        )

    def _next(self, timeout: float | None) -> Invocation:
        """Give the Invocation of the event that was posted first."""
        posted = self._posted[0]
        answer = self._refusal() or self._current().answer(posted.number, timeout)
        self._posted.popleft()
        measured = self._memory.own(answer.measurement)
        if answer.last or self._memory.ends(measured):
            self._replace()
        return Invocation(
            event_type=self._options.event_type,
            event=posted.event,
            outcome=answer.outcome,
            runtime=self.runtime,
            measurement=measured,
            observations=answer.observations,
            log=answer.log,
            reads=answer.reads,
            covered=answer.covered,
            further=answer.further and self._is_first,
            ended=answer.last,
        )

    def _refusal(self) -> Answer | None:
        """Give the answer of a handler that cannot be loaded; loading is not tried again."""
        loading = self._refused or self._current().load()
        if loading.refusal is None:
            return None
        if self._refused is None:
            self._refused = loading
            self.close()
        return Answer(
            outcome=loading.refusal,
            measurement=Measurement(),
            observations=loading.observations,
            log=loading.log,
        )

    def _current(self) -> HandlerProcess:
        if self._process is None:
            self._process = self._new()
        return self._process

    def _new(self) -> HandlerProcess:
        process = HandlerProcess(self._launch, self._options.timeout)
        self._strays.tag(process.pid)
        return process

    def _replace(self) -> None:
        """Go on in another process, with what was posted and not answered."""
        self._retire()
        for posted in self._posted:
            self._send(posted)
        self._current().flush()

    def _retire(self) -> None:
        """End the process, and start others: the next one, and one that is kept ready."""
        self._drop()
        self._current()
        if self._options.spare:
            self._spare = self._new()

    def _drop(self) -> None:
        """End the process; the one that is kept ready takes its place, if there is one."""
        if self._process is not None:
            self._process.kill()
        self._process, self._spare = self._spare, None
        self._memory.begin()
        self._is_first = False
