"""One process with the handler loaded: from its greeting to its end."""

from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import (
    Covered,
    Exited,
    Json,
    Measurement,
    Observation,
    Outcome,
    OutOfMemory,
    TimedOut,
)
from edgeconform.runtimes import messages
from edgeconform.runtimes.loading import GARBLED, Loading, loading_of
from edgeconform.runtimes.process import Launch, WorkerProcess
from edgeconform.runtimes.protocol import PROTOCOL, Frame, encode
from edgeconform.runtimes.received import Bloated, Ended, Late, Received
from edgeconform.schemas import limits

LOAD_SECONDS = float(limits().figure("timeout.init"))

ASKED_SECONDS = 1.0
"""How long a process may take to say what it ran; one that the handler keeps busy does not."""

# What passing messages may take beyond an invocation's own time: a verdict comes within 50 ms.
GRACE_SECONDS = 0.03

# What V8 prints before it ends the process.
_HEAP_IS_FULL = "JavaScript heap out of memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a process says of one event; with `last`, it says no more."""

    outcome: Outcome
    measurement: Measurement
    observations: tuple[Observation, ...] = ()
    log: str = ""
    reads: tuple[tuple[str | int, ...], ...] = ()
    covered: Covered = ()
    further: bool = False
    last: bool = False


class HandlerProcess:
    """A process that is told to load the handler at once, and then gets events.

    What was printed and seen while loading is told with the first answer. It `is_fresh` until it
    gets an event.
    """

    def __init__(self, launch: Launch, timeout: float) -> None:
        self._process: Final = WorkerProcess(launch)
        self._timeout: Final = timeout
        self._has_network: Final = bool(launch.load.get("allow_network"))
        self._loading: Loading | None = None
        self._first = True
        self.is_fresh = True

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, number: int, event: Json, *, record_reads: bool, closely: bool) -> int:
        """Put one event behind the others, and give the bytes it takes."""
        header: dict[str, Any] = {"type": "invoke", "id": number}
        if record_reads:
            header["record_reads"] = True
        if closely:
            header["closely"] = True
        frame = encode(header, orjson.dumps(event))
        self.is_fresh = False
        self._process.send(frame)
        return len(frame)

    def flush(self) -> None:
        """Write the events that were put there."""
        self._process.flush()

    def load(self) -> Loading:
        """Wait until the handler is loaded, or cannot be.

        Raises RuntimeMissingError where the program started is no worker.
        """
        if self._loading is None:
            self._greet()
            received = self._process.receive(LOAD_SECONDS)
            loading = loading_of(received, LOAD_SECONDS)
            self._loading = replace(loading, log=self._process.take_log())
        return self._loading

    def answer(self, number: int, timeout: float | None = None) -> Answer:
        """Wait for what came of the event; `timeout` stands in for the usual one, in seconds."""
        loading = self.load()
        limit = self._timeout if timeout is None else timeout
        received = self._process.receive(limit + GRACE_SECONDS)
        answer = self._told(received, number, limit) or self._failed(received, number, limit)
        answer = _with_log(answer, self._process.take_log())
        if not self._first:
            return answer
        self._first = False
        return replace(
            answer,
            log=loading.log + answer.log,
            observations=loading.observations + answer.observations,
            covered=loading.covered + answer.covered,
        )

    def covered(self) -> Covered | None:
        """Ask for the lines that were not told with an answer; None if no proper message comes."""
        self._process.send(encode({"type": "cover"}))
        self.flush()
        received = self._process.receive(ASKED_SECONDS)
        if not isinstance(received, Frame) or received.header["type"] != "covered":
            return None
        try:
            return messages.covered(received.header)
        except messages.UNREADABLE:
            return None

    def kill(self) -> None:
        """End the process and all that it started."""
        self._process.kill()

    def _greet(self) -> None:
        hello = self._process.receive(LOAD_SECONDS)
        if isinstance(hello, Frame) and hello.header.get("protocol") == PROTOCOL:
            return
        printed = self._process.take_log().strip().splitlines()
        raise RuntimeMissingError(
            "the interpreter that should run the handler does not start a worker"
            + (f": {printed[-1]}" if printed else "; try another")
        )

    def _told(self, received: Received, number: int, limit: float) -> Answer | None:
        """Give the answer that a proper message holds."""
        if not isinstance(received, Frame) or received.header.get("id") != number:
            return None
        try:
            return self._read(received, limit)
        except messages.UNREADABLE:
            return None

    def _read(self, received: Frame, limit: float) -> Answer:
        header = received.header
        outcome = messages.outcome(received)
        # One that came late by less than the grace would have been killed on Lambda all the same.
        late = header["wall"] > limit
        seen = messages.observations(header)
        return Answer(
            outcome=self._timed_out(limit, seen) if late else outcome,
            measurement=messages.measurement(header, self.load().seconds),
            observations=seen,
            reads=messages.reads(header),
            covered=messages.covered(header),
            further=messages.further(header),
            last=late or "ends" in header,
        )

    def _timed_out(self, limit: float, seen: tuple[Observation, ...]) -> TimedOut:
        seen += self.load().observations
        is_refused = not self._has_network and any(one.kind == "network" for one in seen)
        return TimedOut(limit=limit, blocked="network" if is_refused else "")

    def _failed(self, received: Received, number: int, limit: float) -> Answer:
        """Give the answer for a process that sent no proper message."""
        outcome: Outcome
        measured = Measurement(start=self.load().seconds)
        seen: tuple[Observation, ...] = ()
        match received:
            case Ended(status=status, signal=name):
                outcome = Exited(status=status, signal=name)
            case Late():
                seen = messages.refused(self._process.refused, number)
                outcome = self._timed_out(limit, seen)
                measured = replace(measured, wall=limit)
            case Bloated():
                outcome = OutOfMemory(message="the process passed the kit's memory cap")
            case _:
                outcome = Exited(message=GARBLED)
        return Answer(outcome=outcome, measurement=measured, observations=seen, last=True)


def _with_log(answer: Answer, log: str) -> Answer:
    if not log:
        return answer
    if isinstance(answer.outcome, Exited) and _HEAP_IS_FULL in log:
        return replace(answer, log=log, outcome=OutOfMemory(message=_HEAP_IS_FULL))
    return replace(answer, log=log)
