"""What a search is to do."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from edgeconform.checks import Conditions, Selection, select
from edgeconform.model import EventType, Handler, Json, Runtime
from edgeconform.schemas import Limits
from edgeconform.strategies import EventOptions, delivered

TIME_BOX: Final = 60.0
"""Seconds that a search goes on at most where the user does not say; only slow handlers need it."""

Engine = Literal["all", "bulk", "hypothesis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How handlers are searched and judged.

    `bulk` and `max_examples` are numbers of events; `timeout` and `time_budget` are in seconds and
    `memory` in MB, None standing for the default of the event type; `executable` is the interpreter
    to run a worker with, by language default where None; `time_box` is the number of seconds after
    which nothing more is tried, without limit where None; `guided` says whether the search takes up
    what the handler's source holds and what it was seen to read, `seed_events` are recorded events
    to start from, and `cover` says whether to tell which lines were reached; `notes` are sentences
    for the report.
    """

    seed: int = 0
    bulk: int = 2000
    max_examples: int = 100
    engine: Engine = "all"
    time_box: float | None = TIME_BOX
    guided: bool = True
    seed_events: tuple[Json, ...] = ()
    cover: bool = True
    event_options: EventOptions = field(default_factory=EventOptions)
    memory: int | None = None
    timeout: float | None = None
    time_budget: float | None = None
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    executable: str | None = None
    runtime: Runtime | None = None
    allow_network: bool = False
    preload: Path | None = None
    notes: tuple[str, ...] = ()

    @property
    def limits(self) -> Limits:
        """The figures of CloudFront and Lambda to go by."""
        return self.event_options.table

    @property
    def selection(self) -> Selection:
        """The checks to ask; raises UsageError if one that is named does not exist."""
        return select(enable=self.enable, disable=self.disable)

    def time_limit(self, event_type: EventType) -> float:
        """Return how many seconds an invocation may take."""
        return self.conditions().time_limit(event_type)

    def memory_size(self, event_type: EventType) -> int:
        """Return the memory of the function in MB."""
        return self.conditions().memory_size(event_type)

    def conditions(self, named: frozenset[str] = frozenset()) -> Conditions:
        """Return what the checks need to know of these options."""
        return Conditions(
            limits=self.limits,
            memory=self.memory,
            timeout=self.timeout,
            time_budget=self.time_budget,
            include_body=self.event_options.include_body,
            named=named,
            delivered=delivered(self.event_options),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A handler at one event type; `detected` says how the event type was chosen."""

    handler: Handler
    event_type: EventType
    detected: str
