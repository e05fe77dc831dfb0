"""What a worker tells, as the values of the model."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from edgeconform.model import (
    Conversion,
    Covered,
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

UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)
"""What the functions here raise for a message that the handler forged, and not the worker wrote."""


def outcome(frame: Frame) -> Outcome:
    """Give the outcome of an `outcome` message."""
    if frame.header["kind"] == "returned":
        conversions = frame.header.get("conversions", ())
        return Returned(
            payload=frame.payload, conversions=tuple(Conversion(**one) for one in conversions)
        )
    return _FAILURES[frame.header["kind"]](frame.header)


def not_loaded(header: Header) -> NotLoaded | SignatureRefused:
    """Give the outcome of a `not-loaded` message."""
    if header.get("signature"):
        return SignatureRefused(message=_text(header, "message"))
    return NotLoaded(**_error(header))


def place(header: Header) -> SourcePlace | None:
    """Give the place that a message or an observation names."""
    found = header.get("place")
    if not found:
        return None
    return replace(_line(found), callers=tuple(map(_line, found.get("callers", ()))))


def _line(found: Header) -> SourcePlace:
    return SourcePlace(
        file=_text(found, "file"),
        line=int(_number(found, "line")),
        function=_text(found, "function", ""),
    )


def observations(header: Header, *, loading: bool = False) -> tuple[Observation, ...]:
    """Give what was seen meanwhile."""
    return tuple(
        Observation(
            kind=one["kind"],
            subject=_text(one, "subject"),
            place=place(one),
            detail=_text(one, "detail", ""),
            phase="load" if loading else "invocation",
        )
        for one in header.get("observations", ())
    )


def refused(header: Header, number: int) -> tuple[Observation, ...]:
    """Give what a `refused` message tells of this event; nothing where it is of another."""
    try:
        return observations(header) if header.get("id") == number else ()
    except UNREADABLE:
        return ()


def measurement(header: Header, start: float) -> Measurement:
    """Give the figures of an invocation."""
    return Measurement(
        wall=_number(header, "wall"),
        cpu=_number(header, "cpu"),
        peak_memory=int(_number(header, "peak_memory")),
        start=start,
    )


def seconds(header: Header) -> float:
    """Give how long loading took."""
    return _number(header, "seconds")


def reads(header: Header) -> tuple[tuple[str | int, ...], ...]:
    """Give the paths of the event that were asked for."""
    return tuple(tuple(path) for path in header.get("reads", ()))


def covered(header: Header) -> Covered:
    """Give the lines that were run for the first time."""
    return tuple((file, tuple(lines)) for file, lines in header.get("covered", {}).items())


def further(header: Header) -> bool:
    """Tell whether any code was run for the first time."""
    return header.get("further") is True


def _error(header: Header) -> dict[str, Any]:
    return {
        "error_type": _text(header, "error_type"),
        "message": _text(header, "message"),
        "place": place(header),
        "blocked": _text(header, "blocked", ""),
    }


def _unserialisable(header: Header) -> Unserialisable:
    return Unserialisable(
        error_type=_text(header, "error_type"),
        message=_text(header, "message"),
        coroutine=bool(header.get("coroutine", False)),
    )


def _exited(header: Header) -> Exited:
    status = header.get("status")
    return Exited(status=None if status is None else int(status), place=place(header))


def _text(header: Header, key: str, default: str | None = None) -> str:
    found = header.get(key, default)
    if not isinstance(found, str):
        raise TypeError(key)
    return found


def _number(header: Header, key: str) -> float:
    found = header[key]
    if not isinstance(found, int | float):
        raise TypeError(key)
    return found


_FAILURES: Final[Mapping[str, Callable[[Header], Outcome]]] = {
    "oversized": lambda header: Oversized(size=int(_number(header, "size"))),
    "raised": lambda header: Raised(**_error(header)),
    "unserialisable": _unserialisable,
    "exited": _exited,
    "out-of-memory": lambda header: OutOfMemory(message=_text(header, "message", "")),
    "never-settled": lambda header: NeverSettled(message=_text(header, "message", "")),
}
