"""What a relation between an event and others that are made of it consists of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from edgeconform.checks import Compared, Exchange
from edgeconform.engine.relations.laboratory import Assumption
from edgeconform.model import Json


class RunEvent(Protocol):
    """Runs the handler on an event, perhaps with a variable set."""

    def __call__(self, event: Json, /, *, assumption: Assumption | None = None) -> Exchange:
        """Return what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How the events are come by whose answers the check `code` compares.

    `suits` tells from an exchange of the search whether it is worth looking at, `prepared` makes
    of its event the one to begin with, `follow` runs what belongs to that, given its exchange.
    At most `most` events are begun with, `of_a_deed` of those to which the handler does the same,
    and `of_a_path` of those whose paths are of one kind.
    """

    code: str
    suits: Callable[[Exchange], bool]
    follow: Callable[[Exchange, RunEvent], Compared]
    prepared: Callable[[Json], Json] = lambda event: event
    most: int = 12
    of_a_deed: int = 3
    of_a_path: int = 0
