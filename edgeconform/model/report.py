"""What a whole command found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edgeconform.model.event_type import EventType
from edgeconform.model.finding import Finding, Level
from edgeconform.model.handler import Handler
from edgeconform.model.outcome import Json, SourcePlace
from edgeconform.model.runtime import Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One handler at one event type: `events` tried, in `seconds`, and the findings.

    `notes` are sentences for the user: what was not reached, what was cut short, and why.
    `detected` says how the event type was chosen: "flag", "config", or what in the source told it.
    `settings` are the options that bear on the verdict and differ from the default, as JSON values:
    what a saved failure needs to be run again. `defined` is where the handler stands, if known.
    """

    handler: Handler
    event_type: EventType
    runtime: Runtime
    events: int
    seconds: float
    findings: tuple[Finding, ...]
    detected: str = "flag"
    tried: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    start_seconds: float = 0.0
    slowest_seconds: float = 0.0
    settings: Mapping[str, Json] = field(default_factory=dict)
    defined: SourcePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All runs of one command, in the order in which the handlers were named."""

    version: str
    seed: int
    limits: str
    runs: tuple[Run, ...]
    interrupted: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all runs, in order."""
        return tuple(finding for run in self.runs for finding in run.findings)

    def failed(self, *, strict: bool) -> bool:
        """Whether the command should exit with status 1: on errors, or on warnings if `strict`."""
        return any(f.level is Level.ERROR or strict for f in self.findings)
