"""How long a handler takes for an event, on this machine."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from edgeconform.engine.options import Options, Target
from edgeconform.engine.session import Session
from edgeconform.model import Returned

EVENTS: Final = 200
_WARM_UP: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Means over `events` invocations that returned, in seconds."""

    cpu: float
    wall: float
    events: int


def measure(target: Target, options: Options, *, events: int = EVENTS) -> Timing | None:
    """Run a handler on random events, and return how long it takes; None if it never returns.

    The first invocations, in which modules are still being loaded, are left out.
    Raises EdgeconformError where the set-up is wrong.
    """
    with Session(target, options) as session:
        wanted = islice(session.random_events(), events + _WARM_UP)
        trials = islice(session.try_all(wanted), _WARM_UP, None)
        measured = [
            trial.invocation.measurement
            for trial in trials
            if isinstance(trial.invocation.outcome, Returned)
        ]
    if not measured:
        return None
    return Timing(
        cpu=sum(each.cpu for each in measured) / len(measured),
        wall=sum(each.wall for each in measured) / len(measured),
        events=len(measured),
    )
