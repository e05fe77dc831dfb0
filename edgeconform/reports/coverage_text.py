"""How much of a handler a run reached, in one line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edgeconform.model import Coverage
from edgeconform.reports.words import shown_path

_MOST: Final = 8


def coverage_text(coverage: tuple[Coverage, ...], root: Path) -> str:
    """Return `reached 34 of 36 lines (94 %), all but index.py:14, 20-22`; empty if not told.

    The files are those below `root`, written as they are seen from the current directory.
    """
    lines = sum(each.lines for each in coverage)
    if not lines:
        return ""
    missed = sum(len(each.missed) for each in coverage)
    reached = lines - missed
    share = f"reached {reached:,} of {lines:,} lines ({reached * 100 // lines} %)"
    places = [place for each in coverage for place in _places(each, root)]
    more = f" and {len(places) - _MOST} more places" if len(places) > _MOST else ""
    return f"{share}, all but {', '.join(places[:_MOST])}{more}" if places else share


def _places(coverage: Coverage, root: Path) -> Iterator[str]:
    """Yield the missed lines, neighbours together, the first with the file."""
    name = f"{shown_path(root / coverage.file)}:"
    for first, last in _ranges(coverage.missed):
        yield f"{name}{first}" if first == last else f"{name}{first}-{last}"
        name = ""


def _ranges(numbers: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    ordered = sorted(numbers)
    while ordered:
        first = last = ordered.pop(0)
        while ordered and ordered[0] == last + 1:
            last = ordered.pop(0)
        yield first, last
