"""Under which conditions an invocation is judged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from edgeconform.model import EventType, Observation
from edgeconform.schemas import Limits, limits


def nothing_withheld(_name: str) -> bool:
    """Take every header to be delivered."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What the user configured for a handler, as far as the checks need it.

    `memory` is in MB, `timeout` and `time_budget` in seconds; None stands for the default of the
    event type, and for no budget. `include_body` says whether the association has Include Body.
    `named` are the strings that the handler's source holds, in lower case: what a handler names,
    it means to change. `delivered` are header names that the configured policies deliver, and
    `withheld` tells of a name in lower case whether no request at this event can hold it. `assumed`
    is the read of an environment variable that was set, as none is at the edge, to compare answers.
    """

    limits: Limits = field(default_factory=limits)
    memory: int | None = None
    timeout: float | None = None
    time_budget: float | None = None
    include_body: bool = False
    named: frozenset[str] = frozenset()
    delivered: frozenset[str] | None = None
    withheld: Callable[[str], bool] = nothing_withheld
    assumed: Observation | None = None

    def memory_size(self, event_type: EventType) -> int:
        """Return the memory of the function in MB; unless configured, the default of Lambda."""
        if self.memory is not None:
            return self.memory
        key = "memory.viewer" if event_type.side == "viewer" else "memory.default"
        return int(self.limits.figure(key))

    def time_limit(self, event_type: EventType) -> float:
        """Return the seconds after which an invocation is stopped; unless configured, the most."""
        if self.timeout is not None:
            return self.timeout
        return float(self.limits.figure(f"timeout.{event_type.side}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentConditions:
    """By which figures a deployment is judged, and of which day it is."""

    today: date
    limits: Limits = field(default_factory=limits)

    def supports(self, feature: str) -> bool:
        """Whether the documentation of the table leaves a feature of Lambda out of its list."""
        return feature not in self.limits.figure("deploy.not-supported")
