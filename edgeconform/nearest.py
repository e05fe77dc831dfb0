"""What to say after a name that nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_ALIKE: Final = 0.75


def nearest(name: str, known: Iterable[str]) -> str:
    """Return half a sentence: the nearest known name, or all of them."""
    names = tuple(known)
    close = get_close_matches(name.lower(), names, n=1, cutoff=_ALIKE)
    return f"did you mean {close[0]}?" if close else f"choose one of {', '.join(names)}"
