"""Comments that ask for findings to be left out: `edgeconform: ignore[EC708] why`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edgeconform.handlers.discovery import origin
from edgeconform.handlers.modules import SUFFIXES, read
from edgeconform.handlers.source import Comment, Definition, SourceModule
from edgeconform.model import Handler, SourcePlace

_MARK = re.compile(r"edgeconform:\s*ignore\b(?:\[(?P<codes>[^\]\n]*)\][ \t]*(?P<reason>[^\n]*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Checks, by code or slug as they are written, that a comment at `place` is to turn off.

    It names none where `codes` is empty.
    """

    codes: tuple[str, ...]
    reason: str
    place: SourcePlace


def suppressions(handler: Handler) -> tuple[Suppression, ...]:
    """Return what comments turn off for this handler.

    Comments that name no check are among them. A comment counts on the line of the handler's
    definition, right above it, or for all handlers of a file above its first code. Where the
    handler comes from another file, both files count.
    """
    module = read(handler.path)
    found = origin(module, handler.export, handler.root)
    own, definition = found if found is not None else (module, None)
    modules = dict.fromkeys((module.path, own.path))
    places = (read(path) for path in modules)
    return tuple(
        suppression
        for each in places
        for comment in _counting(each, definition if each.path == own.path else None)
        for suppression in _read_comment(comment, each, handler.root)
    )


def suppressions_by(path: Path, line: int, root: Path) -> tuple[Suppression, ...]:
    """Return what comments on a line of a source file, or right above it, mean to turn off."""
    if path.suffix not in SUFFIXES or not path.is_file() or not path.is_relative_to(root):
        return ()
    module = read(path)
    return tuple(
        suppression
        for comment in module.comments
        if line - 1 <= comment.end_line and comment.line <= line
        for suppression in _read_comment(comment, module, root)
    )


def _counting(module: SourceModule, definition: Definition | None) -> Iterator[Comment]:
    first = last = 0
    if definition is not None:
        first, last = definition.top_line, definition.line
        for comment in reversed(module.comments):
            if comment.alone and comment.end_line == first - 1:
                first = comment.line
    for comment in module.comments:
        if comment.line < module.first_code_line or first <= comment.line <= last:
            yield comment


def _read_comment(comment: Comment, module: SourceModule, root: Path) -> Iterator[Suppression]:
    for found in _MARK.finditer(comment.text):
        codes = tuple(code.strip() for code in (found["codes"] or "").split(",") if code.strip())
        line = comment.line + comment.text.count("\n", 0, found.start())
        place = SourcePlace(file=module.path.relative_to(root).as_posix(), line=line)
        yield Suppression(codes=codes, reason=(found["reason"] or "").strip(), place=place)
