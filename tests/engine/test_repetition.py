"""State that the same events in two orders do not show, and the search met."""

import json
from collections.abc import Iterable
from typing import cast

from edgeconform.checks import Conditions, Exchange
from edgeconform.engine.relations.laboratory import FIRST, Laboratory
from edgeconform.engine.relations.repetition import Repetition
from edgeconform.engine.relations.row import Row
from edgeconform.engine.sample import Sample
from edgeconform.model import EventType, Invocation, Json, Returned, Runtime
from edgeconform.runtimes import Pin
from edgeconform.strategies import base_event, is_valid


def at(uri: str) -> Json:
    event = base_event("viewer-request")
    event["Records"][0]["cf"]["request"]["uri"] = uri
    return event


def valid(event: Json) -> bool:
    return is_valid(event, "viewer-request")


class Simulated:
    """Runs a handler that marks each request, and otherwise once `/sets` was asked for."""

    def start(self) -> None:
        """Do nothing."""

    def in_order(self, events: Iterable[Json], _pin: Pin = FIRST) -> tuple[Exchange, ...]:
        mark, exchanges = "a", []
        for event in events:
            request = event["Records"][0]["cf"]["request"]
            mark = "b" if request["uri"] == "/sets" else mark
            headers = {**request["headers"], "x-mark": [{"key": "X-Mark", "value": mark}]}
            invocation = Invocation(
                event_type=EventType.VIEWER_REQUEST,
                event=event,
                outcome=Returned(payload=json.dumps({**request, "headers": headers}).encode()),
                runtime=Runtime.parse("python3.13"),
            )
            exchanges.append(Exchange(invocation, Conditions()))
        return tuple(exchanges)

    def apart(self, events: Iterable[Json]) -> tuple[Exchange, ...]:
        return self.in_order(events)

    def alone(self, event: Json, pin: Pin = FIRST) -> Exchange:
        return self.in_order((event,), pin)[0]


def test_what_only_the_search_met_is_found_among_events_answered_alike() -> None:
    laboratory = Simulated()
    events = (at("/"), at("/reads"))
    searched = Sample()
    for exchange in laboratory.in_order((at("/sets"), events[1])):
        searched.add(exchange)
    repetition = Repetition(cast("Laboratory", laboratory), at("/"), valid)
    (found,) = repetition.findings(Row(events=events), searched)
    assert (found.code, found.place) == ("EC701", "headers.x-mark")
    (earlier,) = found.related_events
    assert earlier["Records"][0]["cf"]["request"]["uri"] == "/sets"
