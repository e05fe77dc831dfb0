"""Where in the handler's source a finding lies, as far as the source shows it."""

import re
from dataclasses import dataclass, replace
from os.path import normpath
from pathlib import Path
from typing import Final

from edgeconform.model import Finding, Handler, Language, Run, SourcePlace
from edgeconform.reports.plain import plain, shortened
from edgeconform.reports.source_maps import source_map
from edgeconform.reports.words import shown_path

_LARGEST: Final = 2_000_000
_WIDEST: Final = 160
_NEAR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line to look at; `why` says how it was found.

    raised: the handler was there. named: the line holds the name that the finding is about.
    defined: the handler is defined there. file: nothing more than the file is known. `callers` are
    the lines that led there, the nearest first.
    """

    path: Path
    line: int | None
    function: str
    why: str
    callers: "tuple[Place, ...]" = ()

    @property
    def file(self) -> str:
        """The path as the user would write it."""
        return shown_path(self.path)

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def where(run: Run, finding: Finding) -> Place:
    """Return the line that explains a finding best."""
    if finding.source is not None:
        return _place(run, finding.source, "raised")
    if named := _naming_line(run.handler, finding.place):
        path, line = named
        return Place(path=path, line=line, function="", why="named")
    if run.defined is not None:
        place = _place(run, run.defined, "defined")
        path, line = _original(run.handler, place.path, run.defined.line)
        return replace(place, path=path, line=line)
    return Place(path=run.handler.path, line=None, function="", why="file")


def excerpt(place: Place) -> tuple[tuple[int, str], ...]:
    """Return the line of `place` and the one above it, numbered; empty if it cannot be read."""
    if place.line is None:
        return ()
    lines = _lines(place.path)
    first = max(place.line - 1, 1)
    numbered = [
        (number, plain(shortened(lines[number - 1].rstrip(), _WIDEST)))
        for number in range(first, place.line + 1)
        if number <= len(lines)
    ]
    return tuple(numbered if numbered and numbered[0][1] else numbered[1:])


def _place(run: Run, source: SourcePlace, why: str) -> Place:
    # A source map leads from `dist/edge.js` to `dist/../src/edge.ts`.
    path = Path(normpath(run.handler.root / source.file))
    callers = tuple(_place(run, caller, why) for caller in source.callers)
    return Place(path=path, line=source.line, function=source.function, why=why, callers=callers)


def _naming_line(handler: Handler, place: str) -> tuple[Path, int] | None:
    name = place.partition(" ")[0].rpartition(".")[2]
    if len(name) < len("via"):
        return None
    quoted = re.compile(rf"""(?P<quote>["'`]){re.escape(name)}(?P=quote)""", re.IGNORECASE)
    found = [
        _original(handler, handler.path, number, match.start())
        for number, line in enumerate(_lines(handler.path), 1)
        for match in quoted.finditer(line)
    ]
    # The two lines of `headers["allow"] = [{"key": "Allow", ...}]` are one place.
    files, lines = {path for path, _ in found}, [line for _, line in found]
    near = len(files) == 1 and max(lines) - min(lines) <= _NEAR
    return found[0] if near else None


def _original(
    handler: Handler, path: Path, line: int, column: int | None = None
) -> tuple[Path, int]:
    """Return where a place comes from, if the file was compiled; else the place itself."""
    if handler.language is not Language.NODEJS:
        return path, line
    found = source_map(path, handler.root)
    return (found and found.original(line, column)) or (path, line)


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > _LARGEST:
            return []
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
