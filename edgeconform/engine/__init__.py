"""Search, collect, minimise."""

from edgeconform.engine.jobs import Job, available_processors, check_all
from edgeconform.engine.options import TIME_BOX, Engine, Options, Target
from edgeconform.engine.recorded_events import read_events
from edgeconform.engine.run import Progress, Watch, check
from edgeconform.engine.session import Session, require_interpreter
from edgeconform.engine.trial import Trial

__all__ = [
    "TIME_BOX",
    "Engine",
    "Job",
    "Options",
    "Progress",
    "Session",
    "Target",
    "Trial",
    "Watch",
    "available_processors",
    "check",
    "check_all",
    "read_events",
    "require_interpreter",
]
