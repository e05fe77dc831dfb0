"""Which line of a source a line of compiled or bundled JavaScript came from.

Source: https://tc39.es/ecma426/
"""

import base64
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_COMMENT: Final = re.compile(r"//[#@] sourceMappingURL=(\S+)\s*\Z")
_LARGEST: Final = 8_000_000
_DIGITS: Final = {
    char: value
    for value, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}

Segment = tuple[int, int, int]
"""A column of a compiled line, and the index of the source and its line, all from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMap:
    """`sources` are the files that a file was made of, `lines` the segments of its lines."""

    sources: tuple[Path, ...]
    lines: tuple[tuple[Segment, ...], ...]

    def original(self, line: int, column: int | None = None) -> tuple[Path, int] | None:
        """Return the file and line, from 1, that a place came from; None if the map does not tell.

        Without `column`, from 0, a line tells only if all of it came from one line. Files that are
        not there, and libraries, are no places to look at.
        """
        segments = self.lines[line - 1] if line <= len(self.lines) else ()
        if column is not None:
            last = bisect_right(segments, column, key=lambda segment: segment[0])
            segments = segments[last - 1 : last] if last else ()
        origins = {segment[1:] for segment in segments}
        if len(origins) != 1:
            return None
        [(source, its_line)] = origins
        path = self.sources[source] if source < len(self.sources) else None
        if path is None or "node_modules" in path.parts or not path.is_file():
            return None
        return path, its_line + 1


def source_map(path: Path, root: Path) -> SourceMap | None:
    """Return the map that the compiled file `path` names; None without one that can be read.

    `root` is the folder that the sources of a bundle are relative to.
    """
    try:
        return _read(path, root, path.stat().st_mtime_ns)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


@lru_cache(maxsize=32)
def _read(path: Path, root: Path, _modified: int) -> SourceMap | None:
    text = path.read_text(encoding="utf-8", errors="replace")
    found = _COMMENT.search(text, max(text.rfind("//"), 0))
    if found is None:
        return None
    folder, content = _content(path, found[1])
    payload = json.loads(content)
    folder /= _path(payload.get("sourceRoot") or ".")
    return SourceMap(
        sources=tuple(_source(name, folder, root) for name in payload["sources"]),
        lines=tuple(_lines(payload["mappings"])),
    )


def _content(path: Path, address: str) -> tuple[Path, bytes]:
    """Return the folder that a map's sources are relative to, and the map."""
    if address.startswith("data:"):
        return path.parent, base64.b64decode(address.partition("base64,")[2])
    file = path.parent / unquote(address)
    return file.parent, file.read_bytes() if file.stat().st_size <= _LARGEST else b""


def _source(name: str, folder: Path, root: Path) -> Path:
    bundled = re.match(r"webpack://[^/]*/(.*)", name)
    if bundled:
        return (root / bundled[1].partition("?")[0]).resolve()
    return (folder / _path(name)).resolve()


def _path(name: str) -> str:
    return unquote(urlsplit(name).path) if name.startswith("file://") else name


def _lines(mappings: str) -> Iterator[tuple[Segment, ...]]:
    """Decode the mappings: all fields but a column go on from the segment before."""
    source = line = 0
    for group in mappings.split(";"):
        column = 0
        segments = []
        for written in filter(None, group.split(",")):
            fields = _numbers(written)
            column += fields[0]
            if len(fields) >= 4:
                source += fields[1]
                line += fields[2]
                segments.append((column, source, line))
        yield tuple(segments)


def _numbers(written: str) -> list[int]:
    """Decode a segment: base 64 digits of five bits, the lowest first, and the sign in the last."""
    numbers: list[int] = []
    value = shift = 0
    for char in written:
        digit = _DIGITS[char]
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers
