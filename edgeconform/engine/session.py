"""Run events through a handler's worker and judge what comes of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self, final

from edgeconform.checks import judge
from edgeconform.engine.guidance import named, vocabulary
from edgeconform.engine.options import Options, Target
from edgeconform.handlers import literals
from edgeconform.model import Finding, Invocation, Json, Runtime
from edgeconform.runtimes import WorkerOptions, open_worker
from edgeconform.strategies import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An invocation and what it is blamed for."""

    invocation: Invocation
    findings: tuple[Finding, ...]


@final
class Session:
    """A worker with a handler in it, and the conditions under which its answers are judged."""

    def __init__(self, target: Target, options: Options) -> None:
        self.target = target
        self.options = options
        found = literals(target.handler)
        self.vocabulary = vocabulary(found) if options.guided else Vocabulary()
        self._conditions = options.conditions(named(found))
        self._selection = options.selection
        self._worker = open_worker(target.handler, _worker_options(target, options))

    def __enter__(self) -> Self:
        self._worker.__enter__()
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

    def try_all(self, events: Iterable[Json], *, limit: float | None = None) -> Iterator[Trial]:
        """Yield a trial for each event, in order; `limit` shortens the time limit, in seconds."""
        for invocation in self._worker.run(events, timeout=limit):
            findings = judge(invocation, self._conditions, self._selection)
            yield Trial(invocation=invocation, findings=findings)


def require_interpreter(target: Target, options: Options) -> None:
    """Raise RuntimeMissingError if there is no interpreter to run the handler with."""
    open_worker(target.handler, _worker_options(target, options))


def _worker_options(target: Target, options: Options) -> WorkerOptions:
    return WorkerOptions(
        executable=options.executable,
        runtime=options.runtime,
        timeout=options.time_limit(target.event_type),
        memory_mb=options.memory_size(),
        event_type=target.event_type,
        allow_network=options.allow_network,
        preload=options.preload,
    )
