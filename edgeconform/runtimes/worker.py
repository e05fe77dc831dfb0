"""What runs a handler, whether in processes of its own or, a function at hand, in this one."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from edgeconform.model import Covered, Handler, Invocation, Json, Runtime
from edgeconform.model.handler import HandlerFunction
from edgeconform.runtimes.options import WorkerOptions
from edgeconform.runtimes.process_worker import ProcessWorker


class Worker(Protocol):
    """Runs a handler on events, to be used in a `with` statement."""

    @property
    def runtime(self) -> Runtime:
        """The Lambda runtime that the handler is told it runs on."""

    @property
    def version(self) -> tuple[int, ...]:
        """The version of the interpreter that really runs the handler."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def run(
        self,
        events: Iterable[Json],
        *,
        fresh: bool = False,
        record_reads: bool = False,
        closely: bool = False,
        timeout: float | None = None,
    ) -> Iterator[Invocation]:
        """Run the handler on each event, in order, and give one Invocation for each."""

    def start(self) -> None:
        """Prepare for the first event."""

    def covered(self) -> Covered:
        """Give the lines that were run and not told with an Invocation."""

    def close(self) -> None:
        """End what runs the handler."""


def open_worker(handler: Handler, options: WorkerOptions) -> Worker:
    """Give a worker for the handler: a process of its own, except for a function at hand.

    Raises RuntimeMissingError where no interpreter can be found. Processes are started when events
    are run.
    """
    if isinstance(handler, HandlerFunction):
        from edgeconform.runtimes.in_process import InProcessWorker

        return InProcessWorker(handler, options)
    return ProcessWorker(handler, options)
