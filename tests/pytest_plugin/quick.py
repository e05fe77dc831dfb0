"""A search of one event: what these tests are about is not the search."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edgeconform import strategies
from edgeconform.engine import Options, Session, Target
from edgeconform.engine.fingerprint import with_fingerprint
from edgeconform.model import EventType, Handler, Run
from edgeconform.testing import running

SEEN = "seen.txt"
"""Where `check` writes the seed and max_examples that it is told."""


def check(
    handler: Handler, event_types: tuple[EventType, ...], options: Options, *, detected: str
) -> Iterator[Run]:
    """Yield runs as the engine's `check` does, of the ordinary event only."""
    with Path(SEEN).open("a", encoding="utf-8") as file:
        file.write(f"{options.seed} {options.max_examples}\n")
    for event_type in event_types:
        target = Target(handler=handler, event_type=event_type, detected=detected)
        with Session(target, options) as session:
            event = strategies.base_event(event_type, options.event_options)
            [trial] = session.try_all([event])
            yield Run(
                handler=handler,
                event_type=event_type,
                runtime=session.runtime,
                events=1,
                seconds=0,
                findings=tuple(with_fingerprint(each, handler) for each in trial.findings),
                detected=detected,
                unloaded=trial.unloaded,
            )


def install(patch: Any = None) -> None:
    """Take the place of the engine's search, for as long as `patch` says."""
    (patch or pytest.MonkeyPatch()).setattr(running, "check", check)
