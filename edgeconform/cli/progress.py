"""One line on a terminal that says how far a check is."""

import shutil
import sys
from collections.abc import Sequence
from time import monotonic
from types import TracebackType
from typing import Final, Self, final

from edgeconform.engine import Job, Progress
from edgeconform.reports.plain import plain
from edgeconform.reports.words import shown_path

_INTERVAL: Final = 0.1
_BAR: Final = 20
_CLEAR: Final = "\r\x1b[2K"
_DOING: Final = {
    "corpus": "boundary events",
    "seeds": "recorded events",
    "bulk": "random events",
    "hypothesis": "Hypothesis",
    "minimise": "making events smaller",
    "relations": "comparing runs",
}


@final
class ProgressLine:
    """Rewrites its line at most ten times a second, and takes it away at the end."""

    def __init__(self, jobs: Sequence[Job], *, shown: bool) -> None:
        self._jobs = {job.target: (number, job) for number, job in enumerate(jobs, start=1)}
        self._shown = shown
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def step(self, progress: Progress) -> None:
        """Show where a run is, if the line is due."""
        if not self._shown or (now := monotonic()) < self._next:
            return
        self._next = now + _INTERVAL
        columns = shutil.get_terminal_size().columns
        sys.stderr.write(_CLEAR + self._line(progress)[: columns - 1])
        sys.stderr.flush()

    def _line(self, progress: Progress) -> str:
        number, job = self._jobs[progress.target]
        totals = {"bulk": job.options.bulk, "hypothesis": job.options.max_examples}
        total = totals.get(progress.phase)
        share = min(progress.done / total, 1.0) if total else 0.0
        bar = ("#" * round(share * _BAR)).ljust(_BAR, ".") + " " if total else ""
        doing = _DOING.get(progress.phase, progress.phase)
        target = progress.target
        name = plain(f"{shown_path(target.handler.path)} {target.event_type}")
        return f"{bar}[{number}/{len(self._jobs)}] {name}: {doing} {progress.done:,}"
