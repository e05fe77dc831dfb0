"""Check several handlers at a time, each in a process of its own; the runs are those of one by one.

Ctrl-C is for the first process alone. It ends the others with SIGTERM, which they take for an
interrupt: they hand over what they have found, and end their workers.
"""

import contextlib
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Final, Self, final

from edgeconform.engine.jobs import Job
from edgeconform.engine.run import Progress, Watch
from edgeconform.errors import LostProcessError
from edgeconform.model import Run

PROGRESS_SECONDS: Final = 0.1
ENDING_SECONDS: Final = 2.0
"""How long an interrupted process may take to hand over what it has."""

_LOST: Final = object()


@final
class Crew:
    """Processes that take the jobs one after the other; to be used in a `with` statement."""

    def __init__(self, jobs: Sequence[Job], size: int, watch: Watch | None) -> None:
        self._jobs = jobs
        self._size = size
        self._watch = watch
        self._numbers = chain(range(len(jobs)), repeat(None))
        self._processes: dict[Connection[Any, Any], BaseProcess] = {}
        self._working: dict[Connection[Any, Any], int] = {}
        self._finished: dict[int, Run] = {}

    def __enter__(self) -> Self:
        # Forked, since the imports are done and the jobs at hand; the kit has no threads.
        context = get_context("fork")
        for _ in range(self._size):
            ours, theirs = context.Pipe()
            foreign = (*self._processes, ours)
            process = context.Process(target=_serve, args=(self._jobs, theirs, foreign))
            process.start()
            theirs.close()
            self._processes[ours] = process
            self._assign(ours)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            self._interrupt()
            for process in self._processes.values():
                process.kill()
        for connection, process in self._processes.items():
            process.join()
            connection.close()

    def runs(self) -> Iterator[tuple[Job, Run]]:
        """Yield the run of each job, in order.

        On KeyboardInterrupt the runs that were under way are yielded with what they found, and then
        the interrupt is raised. Raises what a job raises.
        """
        following = 0
        try:
            while following < len(self._jobs):
                self._receive()
                while following in self._finished:
                    yield self._jobs[following], self._finished.pop(following)
                    following += 1
        except KeyboardInterrupt:
            self._interrupt()
            for number in sorted(self._finished):
                yield self._jobs[number], self._finished[number]
            raise

    def _assign(self, connection: "Connection[Any, Any]") -> None:
        number = next(self._numbers)
        if number is not None:
            self._working[connection] = number
        connection.send(number)

    def _receive(self) -> None:
        for connection, message in self._messages(None):
            match message:
                case Progress():
                    if self._watch is not None:
                        self._watch(message)
                case Run():
                    self._finished[self._working.pop(connection)] = message
                    self._assign(connection)
                case BaseException():
                    raise message
                case _ if connection in self._working:
                    path = self._jobs[self._working[connection]].target.handler.path
                    raise LostProcessError(
                        f"the process that checked {path} was ended from outside; try --workers 1"
                    )

    def _interrupt(self) -> None:
        """End the processes, and keep the runs that they hand over."""
        for process in self._processes.values():
            process.terminate()
        deadline = monotonic() + ENDING_SECONDS
        while self._processes and monotonic() < deadline:
            for connection, message in self._messages(deadline - monotonic()):
                if isinstance(message, Run):
                    self._finished[self._working.pop(connection)] = message

    def _messages(self, seconds: float | None) -> Iterator[tuple["Connection[Any, Any]", object]]:
        """Wait for what processes send; _LOST for one that has ended, which is then forgotten."""
        for ready in wait(list(self._processes), seconds):
            assert isinstance(ready, Connection)
            try:
                yield ready, ready.recv()
            except (EOFError, OSError):
                self._processes.pop(ready).join()
                ready.close()
                yield ready, _LOST


@dataclass(slots=True)
class _Reporter:
    """Sends how far a run is, now and then."""

    connection: "Connection[Any, Any]"
    following: float = 0.0

    def step(self, progress: Progress) -> None:
        if (now := monotonic()) >= self.following:
            self.following = now + PROGRESS_SECONDS
            self.connection.send(progress)


def _serve(
    jobs: Sequence[Job],
    connection: "Connection[Any, Any]",
    foreign: tuple["Connection[Any, Any]", ...],
) -> None:
    """Do the jobs whose numbers come, until None does, or the first process is gone."""
    for each in foreign:
        each.close()
    signal.signal(signal.SIGINT, _ignore)
    signal.signal(signal.SIGTERM, _raise_interrupt)
    with contextlib.suppress(KeyboardInterrupt, EOFError, ConnectionError):
        while (number := connection.recv()) is not None:
            _work(jobs[number], connection)


def _work(job: Job, connection: "Connection[Any, Any]") -> None:
    try:
        for run in job.runs(_Reporter(connection).step):
            connection.send(run)
    except Exception as error:  # noqa: BLE001  the first process raises it
        connection.send(error)


# A signal that is ignored, other than one that is caught, stays ignored in the programs one starts.
def _ignore(_number: int, _frame: FrameType | None) -> None:
    return


def _raise_interrupt(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, _ignore)
    raise KeyboardInterrupt
