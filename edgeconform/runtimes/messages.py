"""What a worker tells, as the values of the model."""

from collections.abc import Callable, Mapping
from typing import Any

from edgeconform.model import (
    Conversion,
    Exited,
    Measurement,
    NeverSettled,
    NotLoaded,
    Observation,
    Outcome,
    OutOfMemory,
    Oversized,
    Raised,
    Returned,
    SignatureRefused,
    SourcePlace,
    Unserialisable,
)
from edgeconform.runtimes.protocol import Frame

Header = Mapping[str, Any]


def outcome(frame: Frame) -> Outcome:
    """Give the outcome of an `outcome` message; raises KeyError for an unknown kind."""
    if frame.header["kind"] == "returned":
        conversions = frame.header.get("conversions", ())
        return Returned(
            payload=frame.payload, conversions=tuple(Conversion(**one) for one in conversions)
        )
    return _FAILURES[frame.header["kind"]](frame.header)


def not_loaded(header: Header) -> NotLoaded | SignatureRefused:
    """Give the outcome of a `not-loaded` message."""
    if header.get("signature"):
        return SignatureRefused(message=header["message"])
    return NotLoaded(
        error_type=header["error_type"],
        message=header["message"],
        place=place(header),
        trace=tuple(header.get("trace", ())),
        blocked=header.get("blocked", ""),
    )


def place(header: Header) -> SourcePlace | None:
    """Give the place that a message or an observation names."""
    found = header.get("place")
    return SourcePlace(**found) if found else None


def observations(header: Header, *, loading: bool = False) -> tuple[Observation, ...]:
    """Give what was seen meanwhile."""
    return tuple(
        Observation(
            kind=one["kind"],
            subject=one["subject"],
            place=place(one),
            detail=one.get("detail", ""),
            phase="load" if loading else "invocation",
        )
        for one in header.get("observations", ())
    )


def measurement(header: Header, start: float) -> Measurement:
    """Give the figures of an invocation."""
    return Measurement(
        wall=header["wall"], cpu=header["cpu"], peak_memory=header["peak_memory"], start=start
    )


def reads(header: Header) -> tuple[tuple[str | int, ...], ...]:
    """Give the paths of the event that were asked for."""
    return tuple(tuple(path) for path in header.get("reads", ()))


def covered(header: Header) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Give the lines that were run for the first time."""
    return tuple((file, tuple(lines)) for file, lines in header.get("covered", {}).items())


def _raised(header: Header) -> Raised:
    return Raised(
        error_type=header["error_type"],
        message=header["message"],
        place=place(header),
        trace=tuple(header.get("trace", ())),
        blocked=header.get("blocked", ""),
    )


def _unserialisable(header: Header) -> Unserialisable:
    return Unserialisable(
        error_type=header["error_type"],
        message=header["message"],
        coroutine=header.get("coroutine", False),
    )


_FAILURES: Mapping[str, Callable[[Header], Outcome]] = {
    "oversized": lambda header: Oversized(size=header["size"]),
    "raised": _raised,
    "unserialisable": _unserialisable,
    "exited": lambda header: Exited(status=header.get("status"), place=place(header)),
    "out-of-memory": lambda header: OutOfMemory(message=header.get("message", "")),
    "never-settled": lambda header: NeverSettled(message=header.get("message", "")),
}
