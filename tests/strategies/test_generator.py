"""Events from a seed."""

import hashlib
import json
import subprocess
import sys
from itertools import islice
from typing import Any

import pytest

from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, Generator, Vocabulary, corpus
from tests.strategies.samples import RANDOM, WORDS, cf, random_events

EVERY = pytest.mark.parametrize("kind", list(EventType), ids=str)

PROGRAM = """
import hashlib, json
from edgeconform.strategies import *
from tests.strategies.samples import WORDS
seen = hashlib.sha256()
for kind in ("viewer-request", "origin-response"):
    made = Generator(kind, EventOptions(), WORDS, seed=7)
    events = [made.event() for _ in range(200)] + list(corpus(kind, None, WORDS))
    seen.update(json.dumps(events).encode())
print(seen.hexdigest())
"""


@EVERY
def test_the_same_seed_makes_the_same_events(kind: EventType) -> None:
    first, second = (Generator(kind, seed=8) for _ in range(2))
    assert list(islice(first, 100)) == list(islice(second, 100))
    assert Generator(kind, seed=9).event() != Generator(kind, seed=10).event()


def test_the_hash_seed_changes_nothing() -> None:
    def digest(hash_seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert digest("1") == digest("2") != ""


def containers(value: Any) -> list[int]:
    if isinstance(value, dict):
        return [id(value), *(i for item in value.values() for i in containers(item))]
    if isinstance(value, list):
        return [id(value), *(i for item in value for i in containers(item))]
    return []


@EVERY
def test_events_share_nothing_that_can_change(kind: EventType) -> None:
    generator = Generator(kind, EventOptions(include_body=kind.is_request), seed=12)
    events = [generator.event() for _ in range(200)]
    events += corpus(kind, EventOptions(include_body=kind.is_request), WORDS)
    ids = [identity for event in events for identity in containers(event)]
    assert len(ids) == len(set(ids))


@EVERY
def test_events_are_varied(kind: EventType) -> None:
    events = random_events(kind)
    digests = {hashlib.sha256(json.dumps(event).encode()).digest() for event in events}
    assert len(digests) > 0.99 * RANDOM
    requests = [cf(event)["request"] for event in events]
    assert len({request["uri"] for request in requests}) > RANDOM / 5
    gets = sum(request["method"] == "GET" for request in requests)
    assert 0.6 < gets / RANDOM < 0.8


def test_queries_are_empty_in_two_of_five() -> None:
    generator = Generator("viewer-request", seed=13)
    events = [cf(event) for event in islice(generator, RANDOM)]
    empty = sum(event["request"]["querystring"] == "" for event in events)
    assert 0.35 < empty / RANDOM < 0.5


@EVERY
def test_about_two_of_three_events_use_the_vocabulary(kind: EventType) -> None:
    words = Vocabulary(
        uris=("/zzword",), header_names=("x-zzword",), queries=(("zzword", "1"),), cookies=(
            ("zzword", "1"),))  # fmt: skip
    generator = Generator(kind, None, words, seed=14)
    using = sum("zzword" in repr(event).lower() for event in islice(generator, 1_000))
    assert 560 < using < 760


def test_two_words_meet() -> None:
    words = Vocabulary(uris=("/members",), headers=(("x-plan", "gold"),), query_keys=("export",))
    generator = Generator("viewer-request", None, words, seed=15)
    meet = [
        event
        for event in (cf(event)["request"] for event in islice(generator, RANDOM))
        if event["uri"].startswith("/members")
        and {"value": "gold"}.items() <= event["headers"].get("x-plan", [{}])[0].items()
        and "export" in event["querystring"]
    ]
    assert len(meet) > 5


def test_a_custom_header_is_in_no_request_header() -> None:
    """Also where the handler reads the name in both; what CloudFront writes is never custom."""
    words = Vocabulary(custom_names=("x-both", "user-agent"), header_names=("x-both",))
    options = EventOptions(policy="all-viewer")
    places = set()
    for event in islice(Generator("origin-request", options, words, seed=17), RANDOM):
        request = cf(event)["request"]
        (fields,) = request["origin"].values()
        maps = {"custom": fields["customHeaders"], "own": request["headers"]}
        places.add(tuple(name for name, headers in maps.items() if "x-both" in headers))
        assert "user-agent" not in fields["customHeaders"]
    assert places == {(), ("custom",), ("own",)}


def test_a_word_that_nothing_can_carry_is_left_out() -> None:
    words = Vocabulary(
        uris=("/a\ud800",),
        header_names=("a b", "connection", ""),
        headers=(("x-a", "1\r\n2"),),
        hosts=("a b", "192.0.2.1"),
        cookies=(("a;b", "c"),),
        strings=("x" * 5_000,),
    )
    guided = list(islice(Generator("viewer-request", None, words, seed=16), 300))
    assert max(len(cf(event)["request"]["uri"]) for event in guided) < 9_000
    text = repr(guided)
    for word in ("\\ud800", "'connection'", "1\\r\\n2", "192.0.2.1'", "a;b=c"):
        assert word not in text


def test_two_conditions_of_a_source_meet() -> None:
    """A cookie's value with a path, a header's with a method, one parameter with another."""
    words = Vocabulary(
        uris=("/app/", "/other", "/third"),
        methods=("PUT",),
        headers=(("depth", "infinity"),),
        header_names=("accept", "range"),
        cookies=(("channel", "beta"),),
        cookie_guesses=("lang", "theme"),
        queries=(("format", "csv"), ("scope", "all")),
        strings=tuple(f"word{number}" for number in range(10)),
    )
    events = [
        cf(event)["request"] for event in islice(Generator("viewer-request", None, words), 2_000)
    ]
    cookies = [repr(request["headers"].get("cookie")) for request in events]
    depths = [repr(request["headers"].get("depth")) for request in events]
    pairs = {
        "path and cookie": [
            r["uri"] == "/app/" and "channel=beta" in c
            for r, c in zip(events, cookies, strict=True)
        ],
        "method and header": [
            r["method"] == "PUT" and "infinity" in d for r, d in zip(events, depths, strict=True)
        ],
        "two parameters": [
            {"format=csv", "scope=all"} <= {*r["querystring"].split("&")} for r in events
        ],
    }
    assert {name: sum(found) >= 3 for name, found in pairs.items()} == dict.fromkeys(pairs, True)
