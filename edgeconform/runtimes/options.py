"""How a handler is to be run."""

from dataclasses import dataclass
from pathlib import Path

from edgeconform.model import EventType, Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A fixed clock, in seconds since 1970, and a seed for random numbers.

    Both are best effort: what a handler's dependencies read from the kernel is not pinned.
    """

    clock: float = 1_700_000_000.0
    seed: int = 0


Variables = tuple[tuple[str, str], ...]
"""Names of environment variables, each with its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOptions:
    """What a worker stands for, and what it allows.

    `timeout` is in seconds for each invocation, `memory_mb` what the function is configured with: a
    process that held more is replaced after its answer. `executable` is an interpreter's name or
    path; without it the one of `runtime` is looked for, or the usual one taken. `preload` is a file
    that is executed before the handler is loaded, `pin` fixes clock and chance, `cover` tells which
    lines are run. `spare` keeps a loaded process ready once one had to be replaced. `variables` are
    set beside those of Lambda.
    """

    event_type: EventType
    timeout: float = 5.0
    memory_mb: int = 128
    executable: str | None = None
    runtime: Runtime | None = None
    allow_network: bool = False
    preload: Path | None = None
    pin: Pin | None = None
    cover: bool = False
    spare: bool = True
    variables: Variables = ()
