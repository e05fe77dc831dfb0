"""Lines of styled text, of which reports for people are made."""

from collections.abc import Iterable
from io import StringIO
from typing import Final

from edgeconform.model import Level
from edgeconform.reports.places import Place, excerpt

Line = list[tuple[str, str]]
"""Pieces of text, each with a style of rich."""

COLORS: Final = {Level.ERROR: "red", Level.WARNING: "yellow", Level.POLICY: "blue"}


def written(lines: Iterable[Line], *, color: bool) -> str:
    """Return lines as text, each with its line end, with ANSI styles if `color`."""
    return _styled(lines) if color else "".join(f"{_text(line)}\n" for line in lines)


def unstyled(lines: Iterable[Line]) -> str:
    """Return lines as one plain text, without a line end behind the last."""
    return "\n".join(map(_text, lines))


def source_lines(place: Place) -> list[Line]:
    """Return the source around a place, numbered, with a mark at its line."""
    return [
        [(f"    {'>' if number == place.line else ' '} {number:>4} | ", "dim"), (text, "")]
        for number, text in excerpt(place)
    ]


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


def _styled(lines: Iterable[Line]) -> str:
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
    return out.getvalue()
