"""Events through a worker: against the bare channel, Lambda's client over HTTP, and a hang."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks.channel import Channel
from benchmarks.competitors.runtime_api import RuntimeApi
from benchmarks.measuring import PYTHON, environment, handler, microseconds, paired, rate, timed
from benchmarks.rows import Row, at_most, skipped
from edgeconform.engine import Options, Session, Target
from edgeconform.handlers import discover
from edgeconform.model import EventType, Handler, TimedOut
from edgeconform.runtimes import WorkerOptions, open_worker
from edgeconform.strategies import Generator, base_event

_COUNT: Final = 3200
_OVER_HTTP: Final = 300
_LIMIT: Final = 0.2
_TYPE: Final = EventType.VIEWER_REQUEST
_HANDLERS: Final = {
    "Python, event handed back": "passing.py",
    "Python, header added": "clean.py",
    "Node.js, event handed back": "passing.js",
    "Node.js, header added": "clean.js",
}


def rows(rounds: int, _folder: Path) -> list[Row]:
    """Measure generating, running and judging, and what surrounds a hang."""
    measured = [_judged(title, name, rounds) for title, name in _HANDLERS.items()]
    return [*measured, *_over_http(rounds), _covered(rounds), *_hang(rounds)]


def _found(name: str) -> Handler:
    (found,) = discover(handler(name), export=None)
    return found


def _events(count: int) -> list[Any]:
    generator = Generator(_TYPE, seed=1)
    return [generator.event() for _ in range(count)]


def _judged(title: str, name: str, rounds: int) -> Row:
    title = f"{title}: made, run, judged, and the bare channel"
    if name.endswith(".js") and shutil.which("node") is None:
        return skipped(title, "there is no node")
    target = Target(handler=_found(name), event_type=_TYPE, detected="flag")

    def judged() -> None:
        generator = Generator(_TYPE, seed=1)
        for _ in session.try_all(generator.event() for _ in range(_COUNT)):
            pass

    options = WorkerOptions(event_type=_TYPE)
    with (
        Session(target, Options(guided=False)) as session,
        Channel(target.handler, options, _events(_COUNT)) as channel,
    ):
        pair = paired(timed(judged, _COUNT), timed(channel.run, _COUNT), rounds)
    return Row(
        name=title,
        value=pair.ratio,
        kit=rate(pair.ours),
        against=rate(pair.theirs),
        goal=at_most(1.5),
    )


def _over_http(rounds: int) -> Iterator[Row]:
    name = "worker one by one, and awslambdaric over HTTP"
    if find_spec("awslambdaric") is None:
        yield skipped(name, "awslambdaric is not installed")
        return
    events, found, api = _events(_OVER_HTTP), _found("passing.py"), RuntimeApi()
    variables = {**environment(), "AWS_LAMBDA_RUNTIME_API": api.address}
    client = subprocess.Popen(  # noqa: S603 - our own words
        [PYTHON, "-m", "awslambdaric", found.name],
        cwd=found.root,
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with open_worker(found, WorkerOptions(event_type=_TYPE)) as worker:

            def one_by_one() -> None:
                for event in events:
                    list(worker.run([event]))

            ours = timed(one_by_one, _OVER_HTTP)
            pair = paired(ours, timed(partial(api.run, events), _OVER_HTTP), rounds)
    finally:
        client.kill()
        client.wait()
        with contextlib.suppress(OSError):
            api.close()
    yield Row(name=name, value=pair.ratio, kit=rate(pair.ours), against=rate(pair.theirs))


def _covered(rounds: int) -> Row:
    events, found = _events(_COUNT), _found("clean.py")
    usual = WorkerOptions(event_type=_TYPE)
    covering = WorkerOptions(event_type=_TYPE, cover=True)
    with open_worker(found, covering) as with_it, open_worker(found, usual) as without:
        pair = paired(
            timed(lambda: list(with_it.run(events)), _COUNT),
            timed(lambda: list(without.run(events)), _COUNT),
            rounds,
        )
    return Row(
        name="Python worker with coverage, and without",
        value=pair.ratio,
        kit=microseconds(pair.ours),
        against=microseconds(pair.theirs),
        goal=at_most(1.35),
    )


def _hang(rounds: int) -> Iterator[Row]:
    """Follow hangs with an ordinary event; from the second hang on there is a spare."""
    ordinary, hanging = base_event(_TYPE), base_event(_TYPE)
    hanging["Records"][0]["cf"]["request"]["uri"] = "/hang"
    options = WorkerOptions(event_type=_TYPE, timeout=_LIMIT)
    late, after = [], []
    with open_worker(_found("hanging.py"), options) as worker:
        for _ in range(rounds + 1):
            list(worker.run([ordinary]))
            answers = worker.run([hanging, ordinary])
            started = perf_counter()
            assert isinstance(next(answers).outcome, TimedOut)
            verdict = perf_counter()
            next(answers)
            late.append(verdict - started - _LIMIT)
            after.append(perf_counter() - verdict)
    for name, times, bound in (
        ("verdict on a hang, after the limit", late, 50),
        ("the next event after a hang", after[1:], 5),
    ):
        yield Row(name=name, value=median(times) * 1000, unit="ms", goal=at_most(bound))
