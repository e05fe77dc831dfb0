"""An event in the making, and the programs that make it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from edgeconform.model import EventType
from edgeconform.schemas import Limits, Schema
from edgeconform.strategies.options import EventOptions
from edgeconform.strategies.sources import Source
from edgeconform.strategies.vocabulary import Vocabulary

Json = Any
Pair = tuple[str, str]
Case = Mapping[str, Json]
T = TypeVar("T")

ABSENT: Final = object()
"""What a program returns for a property that the event does without."""

NOTHING_FIXED: Final[Case] = {}


class Draft:
    """What the programs of one event share: the choices and what they have settled so far.

    `fixed` maps a slot to a value that is used instead of a choice. `guided` says whether words of
    the vocabulary are used, `cased` whether names of headers have Initial-Caps. `request` is the
    request, once begun. `distribution` is the number of the distribution, `domain` its own name,
    `host` what the viewer asked for, and `policy` what is forwarded to the origin. `payload` is the
    content type and length of the body that the viewer sent, if any. `large` is set when something
    was made so long that the quota of the whole request must be looked at.
    """

    __slots__ = (
        "cased",
        "choose",
        "distribution",
        "domain",
        "fixed",
        "guided",
        "host",
        "large",
        "part",
        "payload",
        "policy",
        "request",
    )

    def __init__(self, source: Source, fixed: Case = NOTHING_FIXED) -> None:
        self.choose = source.choose
        self.part = source.part
        self.fixed = fixed
        self.cased = False
        self.distribution = 0
        self.domain = ""
        self.guided = False
        self.host = ""
        self.large = False
        self.payload: tuple[str, int] | None = None
        self.policy = ""
        self.request: dict[str, Json] = {}


Program = Callable[[Draft, dict[str, Json]], Json]
"""Makes a value from the draft and from the object around it, as far as that is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is settled before any event is made."""

    event_type: EventType
    options: EventOptions
    limits: Limits
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place in the event: its `slot` is the dotted path from the root, lists left out.

    `beside` holds the schemas of the properties of the same object.
    """

    slot: str
    schema: Schema
    scene: Scene
    beside: Mapping[str, Schema] = field(default_factory=dict)

    def sibling(self, name: str) -> str:
        """Return the slot of a property beside this one."""
        return f"{self.slot.rpartition('.')[0]}.{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A program, and the values that the boundary corpus wants of it.

    Each case fixes this node's slot, and others that have to go with it. What it holds becomes
    part of the event, so that a case serves once.
    """

    make: Program
    cases: Sequence[Case] = ()


def weighted(*entries: tuple[T, int]) -> tuple[T, ...]:
    """Return a table in which each value stands as often as it weighs."""
    return tuple(value for value, weight in entries for _ in range(weight))


def cases_of(slot: str, values: Sequence[Json], **others: Json) -> list[Case]:
    """Return one case for each value of `slot`; `others` are fixed along with each."""
    return [{slot: value, **others} for value in values]
