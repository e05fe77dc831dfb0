"""What a check says about an invocation."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from edgeconform.model.event_type import EventType
from edgeconform.model.outcome import Json, SourcePlace

_LINE: Final = re.compile(r":\d+(?= |$)")


class Level(StrEnum):
    """How sure a finding is of harm.

    error: CloudFront or Lambda refuses the result, or the answer is objectively wrong.
    warning: accepted, and very likely not what the author meant.
    policy: off by default, because no source gives the effect.
    """

    ERROR = "error"
    WARNING = "warning"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One defect of a handler at one event type.

    `place` tells it from others of its check: a header's name, a field, an exception's type and
    line, never a value from the event. `source` is the line of the handler, where known. `result`
    is the parsed answer; `error` is set instead where there is none. `absence_matters` is false
    where the finding does not come of what the event lacks. `measured` is a figure of this run,
    for people only: a machine-readable report is the same for the same seed.
    """

    code: str
    check: str
    level: Level
    event_type: EventType
    message: str
    place: str
    viewer_sees: str
    event: Json
    result: Json = None
    error: str = ""
    source: SourcePlace | None = None
    log: str = ""
    related_events: tuple[Json, ...] = ()
    fingerprint: str = ""
    absence_matters: bool = True
    measured: str = ""


def without_line(place: str) -> str:
    """Return the place of a finding without a line number, which any edit above it changes."""
    return _LINE.sub("", place)
