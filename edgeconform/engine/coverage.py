"""Which lines of a handler's source a run reached."""

from typing import Final, final

from edgeconform.handlers import dependencies, statements
from edgeconform.model import Coverage, Covered, Handler, Invocation, Json, Language

_SOURCES: Final = (".py", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts")
_MOST_KEPT: Final = 64


@final
class Reached:
    """The lines that were run, by file, and the events on which new ones were.

    Node.js tells lines in batches, so that no event stands out: there `kept` stays empty.
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._lines: dict[str, set[int]] = {}
        self._is_exact = handler.language is Language.PYTHON
        self.kept: list[Json] = []

    def add(self, invocation: Invocation) -> None:
        """Take in what one invocation ran for the first time."""
        new = invocation.covered and self.add_lines(invocation.covered)
        if (invocation.further or (new and self._is_exact)) and len(self.kept) < _MOST_KEPT:
            self.kept.append(invocation.event)

    def add_lines(self, covered: Covered) -> bool:
        """Take in lines, and tell whether any was not known."""
        new = False
        for file, lines in covered:
            known = self._lines.setdefault(file, set())
            new = new or not known.issuperset(lines)
            known.update(lines)
        return new

    def coverage(self) -> tuple[Coverage, ...]:
        """Return how much of each source was reached; empty where nothing was told."""
        return tuple(filter(None, map(self._of, self._files()))) if self._lines else ()

    def _files(self) -> list[str]:
        handler = self._handler
        paths = [path for path in dependencies(handler) if path.suffix in _SOURCES]
        return [
            path.relative_to(handler.root).as_posix()
            for path in paths
            if path.is_relative_to(handler.root)
        ]

    def _of(self, file: str) -> Coverage | None:
        found = statements(self._handler.root / file)
        ran = self._lines.get(file, set())
        missed = tuple(lines[0] for lines in found if not ran.intersection(lines))
        return Coverage(file=file, lines=len(found), missed=missed) if found else None
