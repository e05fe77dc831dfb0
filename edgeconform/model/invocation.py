"""One run of a handler on one event."""

from dataclasses import dataclass, field
from typing import Literal

from edgeconform.model.event_type import EventType
from edgeconform.model.outcome import Json, Outcome, SourcePlace
from edgeconform.model.runtime import Runtime

Covered = tuple[tuple[str, tuple[int, ...]], ...]
"""Lines of source, by file relative to the handler's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Figures of one invocation: `wall` and `cpu` in seconds, `peak_memory` in bytes.

    `peak_memory` is the highest resident size of the process so far, 0 where an earlier event of
    the same process took more than the function has; `start` is how long loading the handler took
    in this process, in seconds.
    """

    wall: float = 0.0
    cpu: float = 0.0
    peak_memory: int = 0
    start: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something that the handler did besides answering, and where.

    `subject` is the host and port, the path, the variable's name, or what happened; for an edit of
    the request that a response event holds for reading, the field: `request.querystring`.
    """

    kind: Literal["network", "write", "environment", "completion", "edit"]
    subject: str
    place: SourcePlace | None = None
    detail: str = ""
    phase: Literal["load", "invocation"] = "invocation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """An event, what came of it, and what was measured and seen meanwhile.

    `log` is what the handler printed, cut at a bound. `reads` are the paths of the event that the
    handler asked for, where that was recorded, and `covered` the lines it ran for the first time;
    `further` says, where it was watched closely, that any part of a line was. `ended` says that it
    was the last of its process.
    """

    event_type: EventType
    event: Json
    outcome: Outcome
    runtime: Runtime
    measurement: Measurement = field(default_factory=Measurement)
    observations: tuple[Observation, ...] = ()
    log: str = ""
    reads: tuple[tuple[str | int, ...], ...] = ()
    covered: Covered = ()
    further: bool = False
    ended: bool = False
