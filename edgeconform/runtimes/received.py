"""What waiting for a worker's next message comes to."""

from dataclasses import dataclass

from edgeconform.runtimes.protocol import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The process is gone: by `status`, or killed by `signal`."""

    status: int | None = None
    signal: str = ""


class Late:
    """Nothing came in time."""


class Bloated:
    """The process passed the memory cap."""


class Garbled:
    """Something else than frames came over the channel."""


Received = Frame | Ended | Late | Bloated | Garbled
