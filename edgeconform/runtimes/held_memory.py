"""Which event took a process over its memory: a process never forgets its peak."""

from dataclasses import replace
from typing import Final, final

from edgeconform.model import Measurement

MOST_ENDED: Final = 8
"""How many processes of a worker are ended because they held too much memory."""


@final
class HeldMemory:
    """What the process of a worker was seen to hold; `allowed` is in bytes."""

    def __init__(self, allowed: int) -> None:
        self._allowed = allowed
        self._peak = 0
        self._ended = 0

    def begin(self) -> None:
        """Take note that another process goes on."""
        self._peak = 0

    def own(self, measured: Measurement) -> Measurement:
        """Tell no peak over the memory that an earlier event of the same process has reached."""
        if measured.peak_memory <= self._allowed:
            return measured
        if measured.peak_memory <= self._peak:
            return replace(measured, peak_memory=0)
        self._peak = measured.peak_memory
        return measured

    def ends(self, measured: Measurement) -> bool:
        """Whether Lambda would end the process now; after `MOST_ENDED` it goes on."""
        if measured.peak_memory <= self._allowed or self._ended >= MOST_ENDED:
            return False
        self._ended += 1
        return True
