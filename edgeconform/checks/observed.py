"""What the worker saw a handler do, as the checks read it."""

from collections.abc import Iterator

from edgeconform.checks.exchange import Exchange
from edgeconform.model import Observation


def observed(exchange: Exchange, kind: str) -> Iterator[Observation]:
    """Yield the observations of one kind, in the order in which they were made."""
    return (each for each in exchange.invocation.observations if each.kind == kind)


def place_of(observation: Observation, what: str) -> str:
    """Return a fault's place: `what`, and the line of the handler where one is known."""
    return what if observation.place is None else f"{observation.place} {what}"
