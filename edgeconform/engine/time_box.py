"""How the seconds of a run are divided among its parts."""

from time import monotonic
from typing import Final, NamedTuple, final


class _Part(NamedTuple):
    """The word of the report for a part, and the share of the seconds after which it is over."""

    word: str
    end: float


_PARTS: Final = {
    "corpus": _Part("boundary", 0.5),
    "seeds": _Part("recorded", 0.5),
    "bulk": _Part("random", 0.55),
    "hypothesis": _Part("Hypothesis", 0.6),
    "relations": _Part("relations", 1.0),
}
"""What a handler keeps from event to event shows in no single answer: so the search, however slow
the handler, leaves time to compare runs."""


@final
class TimeBox:
    """The `seconds` that a run may take from now on, without limit where None."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._started = monotonic()
        self._cut: dict[str, None] = {}

    def is_up(self, part: str) -> bool:
        """Whether it is time to end `part`; the report will tell of it."""
        if self._seconds is None:
            return False
        word, end = _PARTS[part]
        if monotonic() - self._started <= end * self._seconds:
            return False
        self._cut[word] = None
        return True

    def notes(self) -> list[str]:
        """Return sentences for the report."""
        if not self._cut:
            return []
        parts = ", ".join(self._cut)
        box = f"the time box of {self._seconds:g} s, of which each part has a share,"
        return [f"{box} cut short: {parts} (--time-box sets it)"]
