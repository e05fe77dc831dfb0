"""What a command found of deployments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from edgeconform.model.deployment import Deployment
from edgeconform.model.finding import Level
from edgeconform.model.outcome import SourcePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentFinding:
    """One defect of a deployment. `place` names it; `source` is the line to look at."""

    code: str
    check: str
    level: Level
    message: str
    place: str
    result: str
    source: SourcePlace
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """A deployment, and what was found of it."""

    deployment: Deployment
    findings: tuple[DeploymentFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentReport:
    """All inspections of one command; runtimes are judged as of `today`."""

    version: str
    limits: str
    today: date
    inspections: tuple[Inspection, ...]

    def findings(self) -> Iterator[DeploymentFinding]:
        """Yield the findings of all deployments."""
        for inspection in self.inspections:
            yield from inspection.findings

    def failed(self, *, strict: bool) -> bool:
        """Whether the command should exit with status 1: on errors, or on warnings if `strict`."""
        return any(each.level is Level.ERROR or strict for each in self.findings())
