"""What a search meets of the network, which is refused to the handler."""

from typing import Final, final

from edgeconform.checks import Exchange
from edgeconform.model import Raised

PATIENCE: Final = 10.0
"""Seconds that a search waits for the network in all, where hardly an event goes without it."""

HARDLY: Final = 0.1

_REMEDY: Final = "allow it with --allow-network, or stub what needs it with --preload"


@final
class Refusals:
    """Counts events, those that a connection was refused to, and the time that went with them."""

    def __init__(self) -> None:
        self._events = 0
        self._refused = 0
        self._ended = 0
        self._seconds = 0.0

    def add(self, exchange: Exchange) -> None:
        """Take in what became of an event."""
        outcome = exchange.invocation.outcome
        self._events += 1
        self._ended += isinstance(outcome, Raised) and outcome.blocked == "network"
        if exchange.was_refused:
            self._refused += 1
            self._seconds += exchange.invocation.measurement.wall

    @property
    def in_vain(self) -> bool:
        """Whether going on is: what handlers do for long is to try again."""
        others = self._events - self._refused
        return self._seconds > PATIENCE and others <= HARDLY * self._events

    def notes(self) -> list[str]:
        """Return sentences for the report."""
        notes = []
        if self.in_vain:
            notes.append("the search was ended early: nearly all events wait for the network")
        if self._ended:
            went = "1 event" if self._ended == 1 else f"{self._ended:,} events"
            notes.append(f"{went} went no further than the network, which is refused: {_REMEDY}")
        return notes
