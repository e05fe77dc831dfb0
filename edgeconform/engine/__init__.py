"""Search, collect, minimise."""

from edgeconform.engine.options import Engine, Options, Target
from edgeconform.engine.run import Progress, Watch, check
from edgeconform.engine.session import Session, Trial, require_interpreter

__all__ = [
    "Engine",
    "Options",
    "Progress",
    "Session",
    "Target",
    "Trial",
    "Watch",
    "check",
    "require_interpreter",
]
