"""Which events are run in a row, and in which order."""

import json
from typing import Any

import pytest

from edgeconform.checks import Conditions, Exchange
from edgeconform.engine.relations.row import MOST, row
from edgeconform.engine.sample import Sample
from edgeconform.model import EventType, Invocation, Json, Returned, Runtime
from edgeconform.strategies import Vocabulary, base_event, is_valid

BASE = base_event("origin-request")
WORDS = Vocabulary(
    uris=("/legal/", "/pricing"),
    headers=(("cloudfront-viewer-country", "CA"), ("cloudfront-viewer-country", "DE")),
    cookies=(("beta", "on"),),
)


def valid(event: Json) -> bool:
    return is_valid(event, "origin-request")


def request_of(event: Json) -> dict[str, Any]:
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    return request


def country(event: Json) -> str:
    lines = request_of(event)["headers"].get("cloudfront-viewer-country", [{"value": ""}])
    return str(lines[0]["value"])


def host(event: Json) -> str:
    return str(request_of(event)["headers"]["host"][0]["value"])


def given(uri: str, **headers: str) -> Json:
    event = base_event("origin-request")
    request = request_of(event)
    request["uri"] = uri
    for name, value in headers.items():
        key = name.replace("_", "-")
        request["headers"][key] = [{"key": key, "value": value}]
    return event


def sample(*events: Json) -> Sample:
    """A sample in which each event got another header of its own."""
    taken = Sample()
    for number, event in enumerate(events):
        added = {f"x-{number}": [{"value": "1"}]}
        request = request_of(event)
        answer = {**request, "headers": {**request["headers"], **added}}
        invocation = Invocation(
            event_type=EventType.ORIGIN_REQUEST,
            event=event,
            outcome=Returned(payload=json.dumps(answer).encode()),
            runtime=Runtime.parse("python3.13"),
        )
        taken.add(Exchange(invocation, Conditions()))
    return taken


def test_each_path_comes_plain_first_and_with_every_word_last() -> None:
    events = row(Sample(), WORDS, BASE, valid).events
    uris = [request_of(each)["uri"] for each in events]
    assert uris[:3] == ["/", "/legal/", "/pricing"]
    assert not any(map(country, events[:3]))
    assert uris[-3:] == ["/legal/", "/pricing", "/"]
    assert all(map(country, events[-3:]))


def test_of_two_paths_each_is_the_first_in_one_direction() -> None:
    events = [request_of(each)["uri"] for each in row(Sample(), WORDS, BASE, valid).events]
    assert events.index("/legal/") < events.index("/pricing")
    assert events[::-1].index("/pricing") < events[::-1].index("/legal/")


def test_what_is_cached_by_host_meets_a_plain_event_and_a_rich_one() -> None:
    events = row(Sample(), WORDS, BASE, valid).events
    own = [host(each) for each in events if host(each).startswith("h")]
    assert len(own) >= 6
    for name in dict.fromkeys(own):
        plain, rich = (each for each in events if host(each) == name)
        assert (country(plain), bool(country(rich))) == ("", True)
        assert request_of(plain)["uri"] == request_of(rich)["uri"]


@pytest.mark.parametrize("name", ["cloudfront-viewer-country", "cookie", "authorization"])
def test_an_edited_event_is_there_without_each_header_and_plain(name: str) -> None:
    event = given("/legal/a", cloudfront_viewer_country="DE", cookie="a=1", authorization="x")
    events = row(sample(event), WORDS, BASE, lambda _: True).events
    same = [each for each in events if request_of(each)["uri"] == "/legal/a"]
    lacking = [
        set(request_of(event)["headers"]) - set(request_of(each)["headers"]) for each in same
    ]
    assert {name} in lacking
    assert {"cloudfront-viewer-country", "cookie", "authorization"} in lacking
    assert same[-2:] == [event, event]


def test_there_is_a_bound_to_it() -> None:
    many = [given(f"/{number}", cookie="a=1") for number in range(60)]
    assert len(row(sample(*many), WORDS, BASE, valid).events) == MOST


def test_those_that_are_run_by_themselves_are_in_the_row_too() -> None:
    made = row(Sample(), WORDS, BASE, valid)
    assert {id(each) for each in made.rich} <= {id(each) for each in made.events}
    assert [request_of(each)["uri"] for each in made.rich[:3]] == ["/", "/legal/", "/pricing"]
    assert all(map(country, made.rich))
