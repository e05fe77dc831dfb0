"""Where the choices come from that a generator program asks for.

A program knows only `choose(n)`, an integer from 0 to n - 1, and makes simpler events of smaller
choices. So zeros make the base event, and the same choices the same event again.
"""

import random
from collections.abc import Callable
from typing import Protocol

Choose = Callable[[int], int]


class Source(Protocol):
    """A giver of choices; `part` says that a new part of the event begins."""

    @property
    def choose(self) -> Choose:
        """Return a number from 0 to below its argument, which is at least 1."""

    @property
    def part(self) -> Callable[[], None]:
        """Begin a new part."""


def no_part() -> None:
    """Take no notice of where a part begins."""


class ZeroSource:
    """Always chooses the simplest."""

    part = staticmethod(no_part)

    @staticmethod
    def choose(bound: int) -> int:  # noqa: ARG004 - the protocol's signature
        """Return 0."""
        return 0


class RandomSource:
    """Chooses by a seeded generator of random numbers."""

    __slots__ = ("choose",)

    part = staticmethod(no_part)

    def __init__(self, seed: int) -> None:
        uniform = random.Random(seed).random  # noqa: S311 - no secret

        def choose(bound: int) -> int:
            return int(uniform() * bound)

        self.choose: Choose = choose
