"""Run a Python function in this process, so that mocks and monkeypatching reach it.

Answers are serialised as in the worker process. What takes a process of its own is missing: the
guards of network and file system, an end to what hangs, a fixed clock, fresh module state.
"""

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from time import perf_counter, process_time, time
from types import CoroutineType, TracebackType
from typing import Any, Self, final

import orjson

from edgeconform.model import (
    Conversion,
    Covered,
    Exited,
    Invocation,
    Json,
    Language,
    Measurement,
    Observation,
    Outcome,
    OutOfMemory,
    Oversized,
    Raised,
    Returned,
    Runtime,
    SourcePlace,
    TimedOut,
    Unserialisable,
)
from edgeconform.model.handler import HandlerFunction
from edgeconform.runtimes import messages
from edgeconform.runtimes import python_worker as worker
from edgeconform.runtimes.environment import variables
from edgeconform.runtimes.launch import ANSWER_MAX
from edgeconform.runtimes.log import LOG_MAX
from edgeconform.runtimes.options import WorkerOptions

_LOG_LINE = "[%(levelname)s]\t%(message)s\n"
_OLDEST_UNESCAPED = (3, 12)


@final
class InProcessWorker:
    """A function that is called for each event; its state lives on, as in a warm Lambda function.

    Exceptions that pytest and the interpreter use to stop are not the handler's, and pass.
    """

    def __init__(self, handler: HandlerFunction, options: WorkerOptions) -> None:
        self._function = handler.function
        self._options = options
        own = Runtime(Language.PYTHON, sys.version_info[:2])
        self.runtime = options.runtime or own
        self.version = tuple(sys.version_info[:3])
        self._marshal = worker.Marshaller(self.runtime.version < _OLDEST_UNESCAPED).marshal
        self._sources = worker.Sources(str(handler.root.resolve()))
        environ = variables(handler, self.runtime, options.memory_mb, network=True)
        self._context = worker.fixed_context(environ)
        self._number = 0

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
        """Do nothing: the function is there."""

    def covered(self) -> Covered:
        """Give nothing: lines are not told here."""
        return ()

    def close(self) -> None:
        """Do nothing: the function stays."""

    def run(
        self,
        events: Iterable[Json],
        *,
        fresh: bool = False,  # noqa: ARG002  module state is the test's own
        record_reads: bool = False,
        closely: bool = False,  # noqa: ARG002  which code is run is not told here
        timeout: float | None = None,
    ) -> Iterator[Invocation]:
        """Call the function with a copy of each event, and give one Invocation for each.

        What takes longer than `timeout`, in seconds, counts as timed out, but is not stopped.
        """
        limit = self._options.timeout if timeout is None else timeout
        for event in events:
            yield self._invoke(event, limit, record_reads=record_reads)

    def _invoke(self, event: Json, limit: float, *, record_reads: bool) -> Invocation:
        reads: dict[tuple[str | int, ...], None] = {}
        copy = orjson.loads(orjson.dumps(event))
        if record_reads:
            copy = worker.watched(copy, (), reads)
        request = worker.GivenRequest()
        request.remember(copy)
        context = self._next_context(limit)
        printed = StringIO()
        with redirect_stdout(printed), redirect_stderr(printed), _lambda_logging():
            wall, cpu = perf_counter(), process_time()
            outcome = self._outcome(copy, context)
            wall, cpu = perf_counter() - wall, process_time() - cpu
        return Invocation(
            event_type=self._options.event_type,
            event=event,
            outcome=TimedOut(limit=limit) if wall > limit else outcome,
            runtime=self.runtime,
            measurement=Measurement(wall=wall, cpu=cpu),
            observations=tuple(
                Observation(kind="edit", subject=f"request.{name}") for name in request.edits()
            ),
            log=printed.getvalue()[:LOG_MAX],
            reads=tuple(reads),
        )

    def _next_context(self, limit: float) -> worker.LambdaContext:
        self._number += 1
        deadline = int((time() + limit) * 1000)
        return worker.LambdaContext(
            self._context, f"00000000-0000-4000-8000-{self._number:012x}", deadline
        )

    def _outcome(self, event: Json, context: worker.LambdaContext) -> Outcome:
        result: Any = None
        try:
            result = self._function(event, context)
            payload, conversions = self._marshal(result)
        except worker.MarshalError as error:
            return _unserialisable(error, result)
        except MemoryError as error:
            return OutOfMemory(message=worker.message_of(error))
        except SystemExit as error:
            return Exited(status=worker.exit_status(error.code), place=self._place(error))
        except Exception as error:  # noqa: BLE001  whatever a handler raises is its outcome
            return Raised(
                error_type=type(error).__name__,
                message=worker.message_of(error),
                place=self._place(error),
            )
        if len(payload) > ANSWER_MAX:
            return Oversized(size=len(payload))
        return Returned(
            payload=payload, conversions=tuple(Conversion(**each) for each in conversions)
        )

    def _place(self, error: BaseException) -> SourcePlace | None:
        return messages.place(self._sources.of_traceback(error.__traceback__))


def _unserialisable(error: worker.MarshalError, result: object) -> Unserialisable:
    is_coroutine = isinstance(result, CoroutineType)
    if isinstance(result, CoroutineType):
        result.close()
    return Unserialisable(error_type=error.error_type, message=str(error), coroutine=is_coroutine)


@contextmanager
def _lambda_logging() -> Iterator[None]:
    """Send log records to what is printed, and keep them from whoever else collects them."""
    handler = worker.LambdaLoggerHandler()
    handler.setFormatter(logging.Formatter(_LOG_LINE))
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, [handler]
    try:
        yield
    finally:
        root.handlers = handlers
