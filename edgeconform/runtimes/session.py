"""One process with the handler loaded: from greeting to end."""

from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import (
    Covered,
    Exited,
    Json,
    Measurement,
    NotLoaded,
    Observation,
    Outcome,
    OutOfMemory,
    SignatureRefused,
    TimedOut,
)
from edgeconform.runtimes import messages
from edgeconform.runtimes.process import Launch, WorkerProcess
from edgeconform.runtimes.protocol import PROTOCOL, Frame, encode
from edgeconform.runtimes.received import Bloated, Ended, Garbled, Late, Received
from edgeconform.schemas import limits

LOAD_SECONDS = float(limits().figure("timeout.init"))

ASKED_SECONDS = 1.0
"""How long a process may take to say what it ran; one that the handler keeps busy does not."""

# What passing messages may take beyond an invocation's own time: a verdict comes within 50 ms.
GRACE_SECONDS = 0.03

_GARBLED = (
    "the process wrote to the kit's own channel, or closed it, and was ended; "
    "a handler must not use file descriptors that it did not open"
)

# What V8 prints before it ends the process.
_HEAP_IS_FULL = "JavaScript heap out of memory"

Refusal = NotLoaded | SignatureRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a process says of one event; with `last`, it says no more."""

    outcome: Outcome
    measurement: Measurement
    observations: tuple[Observation, ...] = ()
    log: str = ""
    reads: tuple[tuple[str | int, ...], ...] = ()
    covered: Covered = ()
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How loading went: `refusal` is None where the handler is loaded."""

    refusal: Refusal | None
    seconds: float = 0.0
    observations: tuple[Observation, ...] = ()
    log: str = ""
    covered: Covered = ()


class Session:
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

    def send(self, number: int, event: Json, *, record_reads: bool) -> int:
        """Put one event behind the others, and give the bytes it takes."""
        header: dict[str, Any] = {"type": "invoke", "id": number}
        if record_reads:
            header["record_reads"] = True
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
            self._loading = replace(_loading(received), log=self._process.take_log())
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
                outcome = Exited(message=_GARBLED)
        return Answer(outcome=outcome, measurement=measured, observations=seen, last=True)


def _with_log(answer: Answer, log: str) -> Answer:
    if not log:
        return answer
    if isinstance(answer.outcome, Exited) and _HEAP_IS_FULL in log:
        return replace(answer, log=log, outcome=OutOfMemory(message=_HEAP_IS_FULL))
    return replace(answer, log=log)


def _loading(received: Received) -> Loading:
    try:
        return _read_loading(received)
    except messages.UNREADABLE:
        return Loading(refusal=_load_failure(Garbled()))


def _read_loading(received: Received) -> Loading:
    match received:
        case Frame(header={"type": "loaded"} as header):
            return Loading(
                refusal=None,
                seconds=messages.seconds(header),
                observations=messages.observations(header, loading=True),
                covered=messages.covered(header),
            )
        case Frame(header={"type": "not-loaded"} as header):
            seen = messages.observations(header, loading=True)
            return Loading(refusal=messages.not_loaded(header), observations=seen)
        case _:
            return Loading(refusal=_load_failure(received))


def _load_failure(received: Received) -> NotLoaded:
    """Say, in Lambda's words, why a process ended before the handler was loaded."""
    match received:
        case Ended(status=0):
            name, message = "Runtime.ExitError", "Runtime exited without providing a reason"
        case Ended(status=int(status)):
            name, message = "Runtime.ExitError", f"Runtime exited with error: exit status {status}"
        case Ended(signal=signal):
            name, message = "Runtime.ExitError", f"Runtime exited with error: signal: {signal}"
        case Late():
            name = "Sandbox.Timedout"
            message = f"loading took longer than {LOAD_SECONDS:g} seconds"
        case Bloated():
            name, message = "Runtime.OutOfMemory", "loading passed the kit's memory cap"
        case _:
            name, message = "Runtime.ExitError", _GARBLED
    return NotLoaded(error_type=name, message=message)
