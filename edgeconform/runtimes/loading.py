"""How the loading of a handler went, in Lambda's words."""

from dataclasses import dataclass

from edgeconform.model import Covered, NotLoaded, Observation, SignatureRefused
from edgeconform.runtimes import messages
from edgeconform.runtimes.protocol import Frame
from edgeconform.runtimes.received import Bloated, Ended, Garbled, Late, Received

GARBLED = (
    "the process wrote to the kit's own channel, or closed it, and was ended; "
    "a handler must not use file descriptors that it did not open"
)

Refusal = NotLoaded | SignatureRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How loading went: `refusal` is None where the handler is loaded."""

    refusal: Refusal | None
    seconds: float = 0.0
    observations: tuple[Observation, ...] = ()
    log: str = ""
    covered: Covered = ()


def loading_of(received: Received, limit: float) -> Loading:
    """Read how loading went off the message after the greeting; `limit`: seconds it might take."""
    try:
        return _read(received, limit)
    except messages.UNREADABLE:
        return Loading(refusal=_failure(Garbled(), limit))


def _read(received: Received, limit: float) -> Loading:
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
            return Loading(refusal=_failure(received, limit))


def _failure(received: Received, limit: float) -> NotLoaded:
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
            message = f"loading took longer than {limit:g} seconds"
        case Bloated():
            name, message = "Runtime.OutOfMemory", "loading passed the kit's memory cap"
        case _:
            name, message = "Runtime.ExitError", GARBLED
    return NotLoaded(error_type=name, message=message)
