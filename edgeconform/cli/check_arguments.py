"""What the user asked `edgeconform check` to do."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from edgeconform.cli.outputs import Output
from edgeconform.engine import Engine, Options
from edgeconform.errors import UsageError
from edgeconform.handlers import reads_request_body
from edgeconform.model import EventType, Handler, Language, Runtime
from edgeconform.strategies import EventOptions

Size = TypeVar("Size", int, float)

_MILLISECONDS: Final = 1000
_BODY_IS_READ: Final = (
    "Include Body is taken to be on, since the source reads the request's body"
    " (--no-include-body if it is off)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckArguments:
    """The arguments and options, each by its name; `time_budget` is in milliseconds."""

    files: tuple[Path, ...]
    export: str | None
    event_types: tuple[str, ...]
    event_options: EventOptions
    include_body: bool | None
    python: str | None
    node: str | None
    runtime: Runtime | None
    memory: int | None
    timeout: float | None
    time_budget: float | None
    allow_network: bool
    preload: Path | None
    engine: Engine
    bulk: int
    max_examples: int
    seed: int | None
    enable: tuple[str, ...]
    disable: tuple[str, ...]
    strict: bool
    verbose: bool
    outputs: tuple[Output, ...]

    def options(self, handler: Handler, event_type: EventType, seed: int) -> Options:
        """Return how `handler` is to be searched and judged at `event_type`.

        Raises UsageError for a memory size or time limit that no such function may have.
        """
        python = handler.language is Language.PYTHON
        event_options, notes = self._event_options(handler, event_type)
        return Options(
            seed=seed,
            bulk=self.bulk,
            max_examples=self.max_examples,
            engine=self.engine,
            event_options=event_options,
            notes=notes,
            memory=self._within("memory", "MB", self.memory, event_type),
            timeout=self._within("timeout", "s", self.timeout, event_type),
            time_budget=None if self.time_budget is None else self.time_budget / _MILLISECONDS,
            enable=self.enable,
            disable=self.disable,
            executable=self.python if python else self.node,
            runtime=self._runtime(handler),
            allow_network=self.allow_network,
            preload=None if self.preload is None else self.preload.resolve(),
        )

    def _event_options(
        self, handler: Handler, event_type: EventType
    ) -> tuple[EventOptions, tuple[str, ...]]:
        if self.include_body is None and event_type.is_request and reads_request_body(handler):
            return replace(self.event_options, include_body=True), (_BODY_IS_READ,)
        return self.event_options, ()

    def _runtime(self, handler: Handler) -> Runtime | None:
        if self.runtime is None or self.runtime.language is handler.language:
            return self.runtime
        raise UsageError(
            f"--runtime {self.runtime} cannot run {handler.path.name}; check the files of each"
            " language by themselves"
        )

    def _within(
        self, option: str, unit: str, value: Size | None, event_type: EventType
    ) -> Size | None:
        table = self.event_options.table
        most = table.figure(f"{option}.{event_type.side}")
        if value is not None and value > most:
            raise UsageError(
                f"--{option} {value:g} is more than the {most:g} {unit} that a function at"
                f" {event_type} may have (limits {table.name})"
            )
        return value
