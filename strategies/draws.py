"""The public Hypothesis strategies: the same programs, their choices drawn by Hypothesis."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from edgeconform.model import EventType
from edgeconform.schemas import NEWEST, Limits
from edgeconform.strategies.draft import NOTHING_FIXED
from edgeconform.strategies.generator import Event, compile_events
from edgeconform.strategies.options import EventOptions, OriginKind, Policy
from edgeconform.strategies.sources import Choose
from edgeconform.strategies.vocabulary import Vocabulary

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

_CHUNK = 16
_BYTE = 256


class DrawnSource:
    """Takes its choices from bytes that Hypothesis draws, a chunk for each part of the event.

    A draw costs far more than a byte; and zero bytes, to which Hypothesis shrinks, are the
    simplest choices.
    """

    __slots__ = ("_chunk", "_draw", "choose")

    def __init__(self, draw: Callable[[], bytes]) -> None:
        self._draw = draw
        self._chunk = iter(b"")
        self.choose: Choose = self._choose

    def part(self) -> None:
        """Drop what is left of the chunk, so that each part shrinks by itself."""
        self._chunk = iter(b"")

    def _choose(self, bound: int) -> int:
        if bound == 1:
            return 0
        if bound <= _BYTE:
            return self._byte() * bound // _BYTE
        high, low = self._byte(), self._byte()
        return (high * _BYTE + low) * bound // (_BYTE * _BYTE)

    def _byte(self) -> int:
        byte = next(self._chunk, None)
        if byte is None:
            self._chunk = iter(self._draw())
            return next(self._chunk)
        return byte


def drawn_events(
    event_type: EventType | str,
    options: EventOptions | None = None,
    vocabulary: Vocabulary | None = None,
) -> "SearchStrategy[Event]":
    """Return a strategy for the events of `options`; two of three have words of `vocabulary`."""
    from hypothesis import strategies as st

    program = compile_events(event_type, options, vocabulary)
    chunks = st.binary(min_size=_CHUNK, max_size=_CHUNK)

    @st.composite
    def drawn(draw: "DrawFn") -> Event:
        return program.make(DrawnSource(lambda: draw(chunks)), NOTHING_FIXED)

    return drawn()


def events(
    event_type: EventType | str,
    *,
    include_body: bool = False,
    methods: Collection[str] | None = None,
    origin: OriginKind | None = None,
    policy: Policy | None = None,
    headers: Collection[str] = (),
    limits: str | Limits = NEWEST,
) -> "SearchStrategy[Event]":
    """Return a strategy for the events of one type that CloudFront can send.

    `include_body` is the flag of the association; `methods` are those that the cache behavior
    allows (default: all seven). In origin events, `origin` is the kind of the origin, `policy` what
    is forwarded to it (default: varied), and `headers` are further names that the policy delivers.
    `limits` is the table of CloudFront's figures. Raises UsageError for what cannot be.

    They shrink towards a GET of `/` by curl.
    """
    options = EventOptions(
        include_body=include_body,
        methods=methods,
        origin=origin,
        policy=policy,
        headers=headers,
        limits=limits,
    )
    return drawn_events(event_type, options)


def viewer_requests(
    *,
    include_body: bool = False,
    methods: Collection[str] | None = None,
    limits: str | Limits = NEWEST,
) -> "SearchStrategy[Event]":
    """Return a strategy for viewer-request events; see `events`."""
    return events(
        EventType.VIEWER_REQUEST, include_body=include_body, methods=methods, limits=limits
    )


def origin_requests(
    *,
    include_body: bool = False,
    methods: Collection[str] | None = None,
    origin: OriginKind | None = None,
    policy: Policy | None = None,
    headers: Collection[str] = (),
    limits: str | Limits = NEWEST,
) -> "SearchStrategy[Event]":
    """Return a strategy for origin-request events; see `events`."""
    return events(
        EventType.ORIGIN_REQUEST,
        include_body=include_body,
        methods=methods,
        origin=origin,
        policy=policy,
        headers=headers,
        limits=limits,
    )


def origin_responses(
    *,
    methods: Collection[str] | None = None,
    origin: OriginKind | None = None,
    policy: Policy | None = None,
    headers: Collection[str] = (),
    limits: str | Limits = NEWEST,
) -> "SearchStrategy[Event]":
    """Return a strategy for origin-response events; see `events`."""
    return events(
        EventType.ORIGIN_RESPONSE,
        methods=methods,
        origin=origin,
        policy=policy,
        headers=headers,
        limits=limits,
    )


def viewer_responses(
    *,
    methods: Collection[str] | None = None,
    limits: str | Limits = NEWEST,
) -> "SearchStrategy[Event]":
    """Return a strategy for viewer-response events; see `events`."""
    return events(EventType.VIEWER_RESPONSE, methods=methods, limits=limits)
