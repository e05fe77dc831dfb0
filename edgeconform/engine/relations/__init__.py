"""Relations between runs: what can only be seen when several answers are compared."""

from edgeconform.engine.relations.laboratory import Laboratory, unless_stopped
from edgeconform.engine.relations.phase import again, relate

__all__ = ["Laboratory", "again", "relate", "unless_stopped"]
