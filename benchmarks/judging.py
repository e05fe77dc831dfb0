"""All checks on one invocation, against one validation of its event and of its result."""

from pathlib import Path
from typing import Final

import jsonschema_rs
import orjson

from benchmarks.measuring import handler, microseconds, paired, timed
from benchmarks.rows import Row, at_most
from edgeconform import schemas
from edgeconform.checks import Conditions, judge, select
from edgeconform.handlers import discover
from edgeconform.model import EventType, Returned
from edgeconform.runtimes import WorkerOptions, open_worker
from edgeconform.strategies import Generator

_COUNT: Final = 1000
_TYPES: Final = (EventType.VIEWER_REQUEST, EventType.ORIGIN_REQUEST)


def rows(rounds: int, _folder: Path) -> list[Row]:
    """Measure judging what two clean handlers answer."""
    return [
        _judged(name, event_type, rounds)
        for name in ("passing.py", "clean.py")
        for event_type in _TYPES
    ]


def _judged(name: str, event_type: EventType, rounds: int) -> Row:
    generator = Generator(event_type, seed=1)
    events = [generator.event() for _ in range(_COUNT)]
    (found,) = discover(handler(name), export=None)
    with open_worker(found, WorkerOptions(event_type=event_type)) as worker:
        invocations = list(worker.run(events))
    payloads = [each.outcome.payload for each in invocations if isinstance(each.outcome, Returned)]
    results = [orjson.loads(payload) for payload in payloads]
    conditions, selection = Conditions(), select()
    of_event = jsonschema_rs.validator_for(schemas.load(event_type))
    of_result = jsonschema_rs.validator_for(schemas.load(f"{event_type}.result"))

    def judged() -> None:
        for invocation in invocations:
            judge(invocation, conditions, selection)

    def validated() -> None:
        for event, result in zip(events, results, strict=True):
            of_event.is_valid(event)
            of_result.is_valid(result)

    pair = paired(timed(judged, _COUNT), timed(validated, _COUNT), rounds)
    what = "event handed back" if name == "passing.py" else "header added"
    return Row(
        name=f"{event_type}, {what}: judged, and event and result validated",
        value=pair.ratio,
        kit=microseconds(pair.ours),
        against=microseconds(pair.theirs),
        goal=at_most(3),
    )
