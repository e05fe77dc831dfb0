"""Events of time-outs: made small one by one, and settled by a longer look."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from edgeconform import strategies
from edgeconform.engine.minimise import LONGEST_CONFIRMATION, minimise
from edgeconform.model import EventType, Finding, Json, Level

BASE = strategies.base_event(EventType.VIEWER_REQUEST)


def event(**fields: Json) -> Any:
    """The ordinary event with other fields of the request."""
    made = strategies.base_event(EventType.VIEWER_REQUEST)
    made["Records"][0]["cf"]["request"] |= fields
    return made


def stopped(on: Json, seconds: float) -> Finding:
    """A time-out on an event."""
    return Finding(
        code="EC103",
        check="handler-timeout",
        level=Level.ERROR,
        event_type=EventType.VIEWER_REQUEST,
        message=f"the invocation was stopped after {seconds:g} s",
        place="invocation",
        viewer_sees="503",
        event=on,
    )


@dataclass(frozen=True)
class Try:
    """What became of an event."""

    findings: tuple[Finding, ...]


class Hangs:
    """A handler that hangs on POST with a query; for `seconds`, as far as that is looked at."""

    confirms = True

    def __init__(self, seconds: float) -> None:
        self.left = 100
        self.batches: list[int] = []
        self._seconds = seconds

    @property
    def over(self) -> bool:
        """Whether there are no attempts left."""
        return self.left <= 0

    def of(self, events: list[Json]) -> Iterator[Try]:
        """Try events with a short limit."""
        self.batches.append(len(events))
        for each in events:
            self.left -= 1
            yield Try(self._hang(each, 0.25))

    def at_length(self, one: Json) -> Iterator[Try]:
        """Try an event for longer."""
        yield Try(self._hang(one, self._seconds))

    def _hang(self, one: Any, seconds: float) -> tuple[Finding, ...]:
        request = one["Records"][0]["cf"]["request"]
        hangs = request["method"] == "POST" and request["querystring"] and seconds
        return (stopped(one, seconds),) if hangs else ()


def is_valid(one: Json) -> bool:
    """Whether CloudFront can send an event."""
    return strategies.is_valid(one, EventType.VIEWER_REQUEST, strategies.EventOptions())


LARGE = event(method="POST", querystring="a=1&b=2&c=3", uri="/one/two/three")


@pytest.mark.parametrize(
    ("limit", "looked", "measured"),
    [
        (2.0, 2.0, ""),
        (30.0, LONGEST_CONFIRMATION, "this smaller event was stopped after 10 s"),
    ],
)
def test_a_time_out_keeps_its_message_on_a_smaller_event(
    limit: float, looked: float, measured: str
) -> None:
    attempts = Hangs(looked)
    finding = stopped(LARGE, limit)
    small = minimise(finding, attempts, BASE, is_valid)
    assert replace(small, event=LARGE, measured="") == finding
    assert small.measured == measured
    request = small.event["Records"][0]["cf"]["request"]
    assert (request["uri"], len(request["querystring"])) == ("/", 1)
    assert {*attempts.batches} == {1}


def test_what_passes_at_length_was_no_time_out() -> None:
    finding = stopped(LARGE, 2.0)
    assert minimise(finding, Hangs(0.0), BASE, is_valid) == finding


class Fails:
    """A handler that fails wherever the origin is an S3 bucket."""

    confirms = False
    over = False
    left = 400

    def of(self, events: list[Json]) -> Iterator[Try]:
        """Try events."""
        for each in events:
            there = "s3" in each["Records"][0]["cf"]["request"]["origin"]
            yield Try((stopped(each, 2.0),) if there else ())

    def at_length(self, one: Json) -> Iterator[Try]:
        """Try an event for longer."""
        return self.of([one])


def test_an_origin_of_the_kind_that_matters_is_made_an_ordinary_one() -> None:
    ordinary = [
        strategies.base_event("origin-request", strategies.EventOptions(origin=kind))
        for kind in ("custom", "s3")
    ]
    large = strategies.base_event("origin-request", strategies.EventOptions(origin="s3"))
    request = large["Records"][0]["cf"]["request"]
    name = "b-1.s3.us-west-2.amazonaws.com"
    request["origin"]["s3"] |= {"domainName": name, "region": "us-west-2", "path": "/a"}
    request["headers"]["host"] = [{"key": "Host", "value": name}]
    small = minimise(stopped(large, 2.0), Fails(), ordinary[0], sendable).event
    kept, wanted = (each["Records"][0]["cf"]["request"] for each in (small, ordinary[1]))
    assert kept["origin"] == wanted["origin"]
    assert kept["headers"]["host"] == wanted["headers"]["host"]


def sendable(one: Json) -> bool:
    """Whether CloudFront can send an event."""
    return strategies.is_valid(one, EventType.ORIGIN_REQUEST, strategies.EventOptions())
