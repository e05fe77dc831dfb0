"""The boundary corpus: made, and run through each worker."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measuring import Seconds, handler, milliseconds, paired, timed
from benchmarks.rows import Row, skipped
from edgeconform import strategies
from edgeconform.handlers import discover
from edgeconform.model import EventType
from edgeconform.runtimes import Worker, WorkerOptions, open_worker

_TYPE: Final = EventType.VIEWER_REQUEST


def rows(rounds: int, _folder: Path) -> list[Row]:
    """Measure the corpus of viewer-request events."""
    return list(_rows(rounds))


def _run(worker: Worker) -> Seconds:
    return timed(lambda: list(worker.run(strategies.corpus(_TYPE))))


def _rows(rounds: int) -> Iterator[Row]:
    made = timed(lambda: list(strategies.corpus(_TYPE)))
    events = list(strategies.corpus(_TYPE))
    for language, name in (("Python", "passing.py"), ("Node.js", "passing.js")):
        title = f"through the {language} worker, and made only"
        if language == "Node.js" and shutil.which("node") is None:
            yield skipped(title, "there is no node")
            continue
        (found,) = discover(handler(name), export=None)
        with open_worker(found, WorkerOptions(event_type=_TYPE)) as worker:
            pair = paired(_run(worker), made, rounds)
        yield Row(
            name=title,
            value=pair.ratio,
            kit=milliseconds(pair.ours),
            against=milliseconds(pair.theirs),
            note=f"{len(events)} events",
        )
