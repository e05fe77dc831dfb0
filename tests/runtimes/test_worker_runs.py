"""Runs of events: state, what is read ahead, limits, and errors of the source of events."""

import os
import signal
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import Raised, TimedOut
from edgeconform.runtimes import handler_process, open_worker, process_worker
from edgeconform.runtimes.handler_process import HandlerProcess
from tests.runtimes.on_two import answers, on_two
from tests.runtimes.programs import options, run, write


def test_large_messages(tmp_path: Path) -> None:
    """Events and answers larger than any pipe pass in both directions at once."""
    handler = write(tmp_path, "def handler(event, context): return event['text'] * 3\n")
    events = [{"text": "x" * 1_400_000} for _ in range(12)]
    found = run(handler, events)
    assert [len(invocation.outcome.payload) for invocation in found] == [4_200_002] * 12  # type: ignore[union-attr]


def test_state(tmp_path: Path) -> None:
    """State lives on from run to run, until a fresh process is asked for."""
    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        assert answers(list(one.run([0]))) == [b"[0, 1]"]
        assert answers(list(one.run([0, 0]))) == [b"[0, 2]", b"[0, 3]"]
        assert answers(list(one.run([0, 0], fresh=True))) == [b"[0, 1]", b"[0, 2]"]
        assert answers(list(one.run([0], fresh=True))) == [b"[0, 1]"]


def test_a_process_that_ran_nothing_is_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was started ahead is used, not replaced."""
    started: list[HandlerProcess] = []

    def start(*parameters: Any) -> HandlerProcess:
        started.append(HandlerProcess(*parameters))
        return started[-1]

    monkeypatch.setattr("edgeconform.runtimes.process_worker.HandlerProcess", start)
    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        one.start()
        assert answers(list(one.run([0, 0], fresh=True))) == [b"[0, 1]", b"[0, 2]"]
        assert len(started) == 1
        assert answers(list(one.run([0], fresh=True))) == [b"[0, 1]"]


def test_a_process_that_does_not_say_what_it_ran_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that it says later is taken for an answer."""
    monkeypatch.setattr(handler_process, "ASKED_SECONDS", 0.05)
    handler = on_two(tmp_path, "return os.getpid()")
    with open_worker(handler, options(cover=True)) as one:
        (pid,) = answers(list(one.run([2])))
        assert isinstance(pid, bytes)
        os.kill(int(pid), signal.SIGSTOP)
        assert one.covered() == ()
        assert answers(list(one.run([0]))) == [b"[0, 1]"]


def test_events_read_ahead(tmp_path: Path) -> None:
    """An endless source is read two batches ahead, and no further."""
    drawn = []

    def events() -> Iterator[int]:
        for number in count(10):
            drawn.append(number)
            yield number

    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        found = list(islice(one.run(events()), 40))
        assert len(found) == 40
        assert len(drawn) <= 3 * process_worker.BATCH
        assert answers(list(one.run([1])))[0] == b"[1, 1]"


def test_error_while_drawing(tmp_path: Path) -> None:
    """An exception of the source of events passes through, and the worker can be used again."""

    def events() -> Iterator[int]:
        yield 1
        raise LookupError

    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        with pytest.raises(LookupError):
            list(one.run(events()))
        assert answers(list(one.run([1]))) == [b"[1, 1]"]


def test_time_limit_of_a_run(tmp_path: Path) -> None:
    """A run may have a limit of its own."""
    with open_worker(on_two(tmp_path, "time.sleep(9)"), options()) as one:
        (found,) = one.run([2], timeout=0.1)
    assert found.outcome == TimedOut(limit=0.1)
    assert found.measurement.wall == 0.1
    assert found.measurement.start > 0


def test_unencodable_event(tmp_path: Path) -> None:
    """An event without JSON is the caller's mistake, and is told as such."""
    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        with pytest.raises(TypeError):
            list(one.run([{"a": object()}]))
        assert answers(list(one.run([1]))) == [b"[1, 1]"]


def test_outcome_after_an_error(tmp_path: Path) -> None:
    """An exception costs nothing but its own invocation; the process goes on."""
    found: Any = run(on_two(tmp_path, "raise ValueError(event)"), range(4))
    assert isinstance(found[2].outcome, Raised)
    assert answers(found)[3] == b"[3, 4]"
