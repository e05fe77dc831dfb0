"""Events in a second: ours, against a generator by hand, fast-check and hypothesis-jsonschema."""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import hypothesis
from hypothesis import strategies as st

from benchmarks.competitors import plain_generator
from benchmarks.measuring import FOLDER, PYTHON, Pair, Seconds, paired, rate, run, script, timed
from benchmarks.rows import Goal, Row, at_least, at_most, skipped
from edgeconform.strategies import Generator, events

_COUNT: Final = 4000
_EXAMPLES: Final = 200
_FEW: Final = 8


def rows(rounds: int, _folder: Path) -> list[Row]:
    """Measure how fast events are made."""
    return [*_bulk(rounds), *_drawn(rounds)]


def _bulk(rounds: int) -> Iterator[Row]:
    ours = _generated("viewer-request")
    by_hand = paired(ours, lambda: plain_generator.seconds(_COUNT), rounds)
    yield _row("bulk, and a plain generator by hand", by_hand, at_most(2.5))
    name = "bulk, and fast-check from the same pools"
    if shutil.which("node") is None:
        yield skipped(name, "there is no node")
    elif not (FOLDER / "node_modules" / "fast-check").is_dir():
        yield skipped(name, "fast-check is missing: npm install --prefix benchmarks")
    else:
        pair = paired(ours, _other(["node", script("fast_check.mjs"), str(_COUNT)]), rounds)
        yield _row(name, pair, at_most(1))
    for event_type in ("origin-request", "origin-response", "viewer-response"):
        pair = paired(_generated(event_type), ours, rounds)
        yield _row(f"bulk {event_type}, and viewer-request", pair, None)


def _drawn(rounds: int) -> Iterator[Row]:
    drawn = _given(events("viewer-request"))
    floor = paired(drawn, _given(st.integers()), rounds)
    yield _row("by Hypothesis, and @given(integers())", floor, at_most(3))
    names = ("bulk, faster than hypothesis-jsonschema", "by Hypothesis, the same")
    if find_spec("hypothesis_jsonschema") is None:
        yield from (skipped(name, "hypothesis-jsonschema is not installed") for name in names)
        return
    from_schema = _other([PYTHON, script("from_schema.py"), str(_FEW)])
    bulk = _generated("viewer-request")
    for name, ours, goal in zip(names, (bulk, drawn), (1000, 60), strict=True):
        pair = paired(from_schema, ours, min(rounds, 3))
        yield Row(
            name=name,
            value=pair.ratio,
            kit=rate(pair.theirs),
            against=rate(pair.ours),
            goal=at_least(goal),
        )


def _row(name: str, pair: Pair, goal: Goal | None) -> Row:
    return Row(
        name=name, value=pair.ratio, kit=rate(pair.ours), against=rate(pair.theirs), goal=goal
    )


def _generated(event_type: str) -> Seconds:
    generator = Generator(event_type, seed=1)

    def make() -> None:
        for _ in range(_COUNT):
            generator.event()

    return timed(make, _COUNT)


def _given(strategy: "st.SearchStrategy[object]") -> Seconds:
    @hypothesis.settings(max_examples=_EXAMPLES, database=None, deadline=None)
    @hypothesis.seed(1)
    @hypothesis.given(strategy)
    def draw(_value: object) -> None:
        return

    act: Callable[[], object] = draw
    return timed(act, _EXAMPLES)


def _other(command: list[str]) -> Seconds:
    def seconds() -> float:
        measured: float = json.loads(run(command, FOLDER.parent))["seconds"]
        return measured

    return seconds
