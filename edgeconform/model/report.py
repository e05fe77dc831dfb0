"""What a whole command found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from edgeconform.model.event_type import EventType
from edgeconform.model.finding import Finding, Level
from edgeconform.model.handler import Handler
from edgeconform.model.outcome import Json, SourcePlace
from edgeconform.model.runtime import Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempted:
    """A finding that does not count: a comment in the source suppresses it, or a baseline knows it.

    `reason` and `place` are those of the comment; the place's file is relative to the handler's
    root.
    """

    finding: Finding
    by: Literal["suppression", "baseline"]
    reason: str = ""
    place: SourcePlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is odd about a comment that suppresses findings: a warning, which has no event."""

    message: str
    path: Path
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineUse:
    """What a baseline came to: how many findings are `known` to it, and which of them are `fixed`.

    `added` counts those that were written into it, None where it was only read.
    """

    path: Path
    known: int
    fixed: tuple[str, ...] = ()
    added: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a file a run reached: `lines` that hold statements, and those `missed`.

    `file` is relative to the handler's root. Of a statement over several lines the first counts.
    """

    file: str
    lines: int
    missed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One handler at one event type: `events` tried, in `seconds`, and the findings.

    `notes` are sentences for the user: what was not reached, what was cut short, and why.
    `detected` says how the event type was chosen: "flag", "config", or what in the source told it.
    `settings` are the options that bear on the verdict and differ from the default, as JSON values:
    what a saved failure needs to be run again. `defined` is where the handler stands, if known.
    `exempted` are findings that do not count, and are not among `findings`. `unloaded` says why the
    handler could not be loaded, so that nothing else was checked; it is empty where it was loaded.
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
    coverage: tuple[Coverage, ...] = ()
    exempted: tuple[Exempted, ...] = ()
    unloaded: str = ""

    @property
    def unchecked(self) -> bool:
        """Whether the handler could not be loaded and no error, exempted or not, tells so."""
        found = (*self.findings, *(each.finding for each in self.exempted))
        return bool(self.unloaded) and all(each.level is not Level.ERROR for each in found)

    def failed(self, *, strict: bool) -> bool:
        """Whether there are errors, or warnings if `strict`."""
        return any(strict or finding.level is Level.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All runs of one command, in the order in which the handlers were named."""

    version: str
    seed: int
    limits: str
    runs: tuple[Run, ...]
    interrupted: bool = False
    remarks: tuple[Remark, ...] = ()
    baseline: BaselineUse | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all runs, in order."""
        return tuple(finding for run in self.runs for finding in run.findings)

    def failed(self, *, strict: bool) -> bool:
        """Whether the command should exit with status 1: on errors, or on warnings if `strict`."""
        odd = strict and bool(self.remarks)
        return odd or any(run.failed(strict=strict) for run in self.runs)

    @property
    def unchecked(self) -> tuple[Run, ...]:
        """The runs that checked nothing, for which the command should exit with status 2."""
        return tuple(run for run in self.runs if run.unchecked)

    def exempted(self, by: str) -> int:
        """Return how many findings do not count by reason of "suppression" or "baseline"."""
        return sum(each.by == by for run in self.runs for each in run.exempted)
