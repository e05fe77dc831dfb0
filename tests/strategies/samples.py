"""Events of every source, made once, for the tests to look at."""

from functools import cache
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase

from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, Generator, Vocabulary, corpus, drawn_events
from edgeconform.strategies.options import POLICIES

RANDOM = 2_000
DRAWN = 200

WORDS = Vocabulary(
    uris=("/admin", "/api/v2"),
    segments=("internal",),
    extensions=(".webp",),
    header_names=("x-token", "connection", "x-amz-cf-id", "Accept-Language", "bad name"),
    header_values=("opensesame", "line\nbreak"),
    headers=(("user-agent", "Special/1.0"), ("cloudfront-viewer-country", "NZ")),
    query_keys=("debug", "a b"),
    queries=(("mode", "raw"),),
    cookie_names=("auth", "a;b"),
    cookies=(("group", "beta"),),
    hosts=("api.example.test", "not a host"),
    countries=("NZ",),
    statuses=("418", "999", "nope"),
    numbers=(42,),
    strings=("caf\u00e9 \ud800", "two words", "x=1&y=2", "/from#string"),
)

Cf = dict[str, Any]

EVERY = pytest.mark.parametrize("kind", list(EventType), ids=str)


def includes_body(event_type: EventType) -> bool:
    return event_type.is_request


def options_of(event_type: EventType) -> EventOptions:
    return EventOptions(include_body=includes_body(event_type))


def cf(event: Any) -> Cf:
    (record,) = event["Records"]
    inner: Cf = record["cf"]
    return inner


def lines(event: Cf, name: str, message: str = "request") -> list[str]:
    return [line["value"] for line in event[message]["headers"].get(name, [])]


@cache
def random_events(event_type: EventType) -> tuple[Any, ...]:
    """2,000 events: half of them with a vocabulary."""
    plain = Generator(event_type, options_of(event_type), seed=1)
    guided = Generator(event_type, options_of(event_type), WORDS, seed=2)
    half = RANDOM // 2
    return (*(plain.event() for _ in range(half)), *(guided.event() for _ in range(half)))


@cache
def drawn(event_type: EventType) -> tuple[Any, ...]:
    """What Hypothesis draws."""
    seen: list[Any] = []

    @hypothesis.settings(
        max_examples=DRAWN,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(drawn_events(event_type, options_of(event_type)))
    def look(event: Any) -> None:
        seen.append(event)

    look()
    return tuple(seen)


@cache
def boundary(event_type: EventType) -> tuple[Any, ...]:
    """The corpus, with and without a vocabulary."""
    options = options_of(event_type)
    return (*corpus(event_type, options), *corpus(event_type, options, WORDS))


@cache
def everything(event_type: EventType) -> tuple[Cf, ...]:
    """All of them, without the outermost wrapping."""
    found = (*random_events(event_type), *drawn(event_type), *boundary(event_type))
    return tuple(map(cf, found))


@cache
def by_policy(event_type: EventType, policy: str) -> tuple[Cf, ...]:
    """Events of an origin event type under one policy."""
    assert policy in POLICIES
    options = EventOptions(policy=policy)
    generator = Generator(event_type, options, WORDS, seed=3)
    found = (*(generator.event() for _ in range(RANDOM // 2)), *corpus(event_type, options))
    return tuple(map(cf, found))
