"""Relations between runs: what can only be seen when several answers are compared."""

from edgeconform.engine.relations.laboratory import Laboratory, StoppedError
from edgeconform.engine.relations.phase import again, relate

__all__ = ["Laboratory", "StoppedError", "again", "relate"]
