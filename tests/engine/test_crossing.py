"""Events that went further, with what sets others of the corpus apart."""

from edgeconform.engine.crossing import Crossing
from edgeconform.model import EventType, Json
from edgeconform.strategies import base_event

BASE = base_event(EventType.VIEWER_REQUEST)


def request(event: Json) -> Json:
    return event["Records"][0]["cf"]["request"]


def changed(headers: Json | None = None, **fields: Json) -> Json:
    event = base_event(EventType.VIEWER_REQUEST)
    request(event).update(fields)
    request(event)["headers"].update(headers or {})
    return event


def lines(value: str) -> Json:
    return [{"key": "Cookie", "value": value}]


def crossed(kept: Json, *corpus: Json) -> list[Json]:
    crossing = Crossing(BASE)
    assert list(crossing.noted(iter(corpus))) == list(corpus)
    return list(crossing.crossed([kept], seed=1))


def test_parts_that_do_not_meet_stand_side_by_side() -> None:
    (event,) = crossed(changed(uri="/a"), changed({"cookie": lines("b=1")}))
    assert request(event) == request(changed({"cookie": lines("b=1")}, uri="/a"))


def test_an_absent_header_is_taken_out() -> None:
    bare = base_event(EventType.VIEWER_REQUEST)
    gone = next(name for name in request(bare)["headers"] if name != "host")
    del request(bare)["headers"][gone]
    (event,) = crossed(changed(querystring="a=1"), bare)
    assert gone not in request(event)["headers"]
    assert request(event)["querystring"] == "a=1"


def test_paths_parameters_and_cookies_are_joined() -> None:
    kept = changed({"cookie": lines("a=1")}, uri="/a/", querystring="a=1")
    other = changed({"cookie": lines("b=2")}, uri="/b.html", querystring="b=2")
    (event,) = crossed(kept, other)
    joined = changed({"cookie": lines("a=1; b=2")}, uri="/a/b.html", querystring="a=1&b=2")
    assert request(event) == request(joined)


def test_what_excludes_the_other_or_adds_nothing_is_left_out() -> None:
    kept = changed(method="PUT")
    assert crossed(kept, changed(method="POST"), changed(method="PUT"), BASE) == []


def test_an_ordinary_event_is_crossed_with_nothing() -> None:
    assert crossed(BASE, changed(uri="/a"), changed(uri="/b")) == []


def test_neither_event_is_changed() -> None:
    kept, other = changed(uri="/a"), changed({"cookie": lines("b=1")}, method="PUT")
    before = repr((kept, other))
    assert crossed(kept, other)
    assert repr((kept, other)) == before
