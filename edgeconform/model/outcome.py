"""What an invocation came to: one class for each way it can end."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = Any
Blocked = Literal["", "network", "filesystem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """A line of the handler's source; `file` is relative to the handler's root.

    `callers` are the lines that led there, the nearest first; two ways to a line are one place.
    """

    file: str
    line: int
    function: str = ""
    callers: "tuple[SourcePlace, ...]" = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A change that serialisation made to the result.

    `path` names where in the result (`headers.location[0]`), `kind` what was there.
    """

    path: str
    kind: Literal["tuple", "namedtuple", "key", "decimal", "bytes"]
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The handler answered; `payload` is what the runtime client would post, byte for byte."""

    payload: bytes
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversized:
    """The handler answered with `size` bytes, more than Lambda carries; they are not kept."""

    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The handler raised, rejected, or called back with an error.

    `blocked` is set where the exception comes from a guard of the worker (the network, the file
    system), so that it is not reported a second time.
    """

    error_type: str
    message: str
    place: SourcePlace | None = None
    blocked: Blocked = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserialisable:
    """The runtime client could not turn the result into JSON.

    `coroutine` is set where the result was a coroutine, which Lambda never awaits.
    """

    error_type: str
    message: str
    coroutine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedOut:
    """The invocation ran past `limit` seconds and was killed.

    `blocked` is set where it was refused the network before: then it may only wait for that.
    """

    limit: float
    blocked: Blocked = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exited:
    """The process ended during the invocation: by `status`, or killed by `signal`.

    `message` is set where the kit itself had to end it, and says why.
    """

    status: int | None = None
    signal: str = ""
    place: SourcePlace | None = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfMemory:
    """The process passed the hard memory cap and was ended."""

    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverSettled:
    """The event loop drained while the handler's promise was pending."""

    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLoaded:
    """The handler could not be loaded; `error_type` is Lambda's, `Runtime.ImportModuleError`.

    `blocked` is as in `Raised`.
    """

    error_type: str
    message: str
    place: SourcePlace | None = None
    blocked: Blocked = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    """The runtime refuses the handler's signature (a callback parameter on nodejs24.x)."""

    message: str


Outcome = (
    Returned
    | Oversized
    | Raised
    | Unserialisable
    | TimedOut
    | Exited
    | OutOfMemory
    | NeverSettled
    | NotLoaded
    | SignatureRefused
)
