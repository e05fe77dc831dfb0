"""The steps of minimising."""

from copy import deepcopy
from typing import Literal

import pytest

from edgeconform.engine.reducer import completed, cost, proposals
from edgeconform.strategies import EventOptions, base_event


def event_with(**request: object) -> dict:
    event = deepcopy(base_event("viewer-request"))
    event["Records"][0]["cf"]["request"].update(request)
    return event


def requests_of(event: dict) -> list[dict]:
    return [
        e["Records"][0]["cf"]["request"]
        for e in proposals(event, base_event("viewer-request"))
        if "request" in e["Records"][0]["cf"]
    ]


def test_the_boldest_step_takes_the_whole_request_from_the_base() -> None:
    event = event_with(uri="/a/b", querystring="x=1")
    first = next(iter(proposals(event, base_event("viewer-request"))))
    assert first == base_event("viewer-request")


def test_each_segment_and_each_parameter_can_go_alone() -> None:
    event = event_with(uri="/a/b/c", querystring="x=1&y=2&z=3")
    uris = {request.get("uri") for request in requests_of(event)}
    queries = {request.get("querystring") for request in requests_of(event)}
    assert {"/b/c", "/a/c", "/a/b"} <= uris
    assert {"y=2&z=3", "x=1&z=3", "x=1&y=2"} <= queries


def test_a_segment_gets_shorter_by_half_and_by_less() -> None:
    """Down to single characters if it is short."""
    uris = {request.get("uri") for request in requests_of(event_with(uri="/abcdefgh"))}
    assert {"/abch", "/adefgh", "/acdefgh"} <= uris
    longer = event_with(uri=f"/{'ab' * 50}")
    lengths = {len(request["uri"]) for request in requests_of(longer) if "uri" in request}
    assert {51, 76, 89, 95, 98} <= lengths


def test_each_header_and_each_entry_can_go_alone() -> None:
    cookies = [{"key": "Cookie", "value": "a=1"}, {"key": "Cookie", "value": "b=2"}]
    headers = {
        **base_event("viewer-request")["Records"][0]["cf"]["request"]["headers"],
        "cookie": cookies,
    }
    seen = [request.get("headers", {}) for request in requests_of(event_with(headers=headers))]
    for name in headers:
        assert any(each.keys() == headers.keys() - {name} for each in seen), name
    for entry in cookies:
        assert any(each.get("cookie") == [entry] for each in seen)


def test_proposing_leaves_the_event_and_the_base_as_they_are() -> None:
    event, base = event_with(uri="/a/b", querystring="x=1"), base_event("viewer-request")
    before = deepcopy((event, base))
    proposed = list(proposals(event, base))
    assert (event, base) == before
    assert event not in proposed


def test_a_value_of_the_base_costs_less_than_a_short_value_of_its_own() -> None:
    base = base_event("viewer-request")
    assert cost(base, base) < cost(event_with(uri="/b"), base) < cost(event_with(uri="/bc"), base)


def test_dropping_anything_costs_less() -> None:
    base = base_event("viewer-request")
    event = deepcopy(base)
    del event["Records"][0]["cf"]["request"]["headers"]["user-agent"]
    assert cost(event, base) < cost(base, base)


def test_a_completed_event_has_what_the_base_has_and_keeps_its_own() -> None:
    base = base_event("origin-request")
    event = deepcopy(base)
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = "/a"
    del request["headers"]["user-agent"]
    request["origin"] = {"s3": {"domainName": "b"}}
    whole = completed(event, base)["Records"][0]["cf"]["request"]
    assert whole["uri"] == "/a"
    assert set(whole["headers"]) == set(base["Records"][0]["cf"]["request"]["headers"])
    assert set(whole["origin"]) == {"s3"}


def test_a_short_header_value_is_not_made_empty() -> None:
    headers = {"transfer-encoding": [{"key": "Transfer-Encoding", "value": "chunked"}]}
    seen = [
        request["headers"]
        for request in requests_of(event_with(headers=headers))
        if "headers" in request
    ]
    values = {
        each["transfer-encoding"][0].get("value") for each in seen if each.get("transfer-encoding")
    }
    assert values <= {"chunked", None}


def test_the_clients_address_goes_from_both_of_its_places() -> None:
    base = base_event("origin-request")
    event = deepcopy(base)
    request = event["Records"][0]["cf"]["request"]
    request.update(clientIp="192.0.2.9", uri="/a")
    request["headers"]["x-forwarded-for"] = [{"key": "X-Forwarded-For", "value": "192.0.2.9"}]
    request["headers"]["x-a"] = [{"key": "X-A", "value": "1"}]
    wanted = deepcopy(base["Records"][0]["cf"]["request"])
    wanted["headers"]["x-a"] = request["headers"]["x-a"]
    assert {**wanted, "uri": "/a"} in [
        each["Records"][0]["cf"].get("request") for each in proposals(event, base)
    ]


def of_origin(kind: Literal["s3", "custom"], **fields: object) -> dict:
    event = deepcopy(base_event("origin-request", EventOptions(origin=kind)))
    request = event["Records"][0]["cf"]["request"]
    request["origin"][kind].update(fields)
    request["headers"]["host"] = [{"key": "Host", "value": fields.get("domainName", "a.b")}]
    return event


@pytest.mark.parametrize("kind", ["s3", "custom"])
def test_an_origin_becomes_an_ordinary_one_of_its_kind_with_the_host_for_it(
    kind: Literal["s3", "custom"],
) -> None:
    base = base_event("origin-request")
    event = of_origin(kind, domainName="b-1.s3.us-west-2.amazonaws.com", path="/a")
    assert base_event("origin-request", EventOptions(origin=kind)) in list(proposals(event, base))


@pytest.mark.parametrize("kind", ["s3", "custom"])
def test_an_origin_becomes_ordinary_but_for_its_custom_headers(
    kind: Literal["s3", "custom"],
) -> None:
    custom = {"x-tenant": [{"key": "x-tenant", "value": "a"}]}
    event = of_origin(
        kind, domainName="b-1.s3.us-west-2.amazonaws.com", path="/a", customHeaders=custom
    )
    wanted = deepcopy(base_event("origin-request", EventOptions(origin=kind)))
    wanted["Records"][0]["cf"]["request"]["origin"][kind]["customHeaders"] = custom
    assert wanted in list(proposals(event, base_event("origin-request")))


def test_an_origin_of_another_kind_goes_with_the_host_for_it() -> None:
    base = base_event("origin-request")
    request = of_origin("s3", path="/a")["Records"][0]["cf"]["request"]
    event = {"Records": [{"cf": {"request": {**request, "uri": "/b"}}}]}
    wanted = {**base["Records"][0]["cf"]["request"], "uri": "/b"}
    assert wanted in [each["Records"][0]["cf"].get("request") for each in proposals(event, base)]


def test_a_figure_of_an_origin_becomes_ordinary_alone() -> None:
    base = base_event("origin-request")
    event = of_origin("custom", port=80, readTimeout=119)
    found = [each["Records"][0]["cf"]["request"]["origin"] for each in requested(event, base)]
    assert {(each["custom"].get("port"), each["custom"].get("readTimeout")) for each in found} >= {
        (443, 119),
        (80, 30),
    }


def requested(event: dict, base: dict) -> list[dict]:
    return [
        each
        for each in proposals(event, base)
        if "origin" in each["Records"][0]["cf"].get("request", {})
        and "custom" in each["Records"][0]["cf"]["request"]["origin"]
    ]
