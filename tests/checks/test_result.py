"""Whether a result is a request or a response at all."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Json, Oversized, Runtime
from edgeconform.schemas import limits
from tests.support import (
    NODEJS,
    PYTHON,
    codes,
    event,
    findings,
    headers,
    invocation,
    request,
    response,
)

REQUEST = "viewer-request"


@pytest.mark.parametrize(
    ("result", "place"),
    [
        (None, "null"),
        ([], "a list"),
        ([{"status": "200"}], "a list"),
        ("ok", "a string"),
        (200, "a number"),
        (True, "a boolean"),
    ],
)
@pytest.mark.parametrize("event_type", ["viewer-request", "origin-response", "viewer-response"])
def test_an_answer_that_is_no_object(event_type: str, result: Json, place: str) -> None:
    (finding,) = findings(invocation(event_type, result))
    assert (finding.code, finding.place) == ("EC201", place)


@pytest.mark.parametrize(
    ("result", "runtime", "hint"),
    [
        (None, PYTHON, "ends without a return"),
        (None, NODEJS, "never calls back"),
        ([], PYTHON, "return the request or the response alone"),
        ("ok", PYTHON, "answers with a string"),
    ],
)
def test_an_answer_that_is_no_object_gets_a_hint(result: Json, runtime: Runtime, hint: str) -> None:
    (finding,) = findings(invocation(REQUEST, result, runtime=runtime))
    assert finding.message.endswith(hint)


@pytest.mark.parametrize(
    ("event_type", "result", "place"),
    [
        (REQUEST, event(REQUEST), "Records"),
        (REQUEST, event(REQUEST)["Records"][0], "cf"),
        (REQUEST, {"config": {}, "request": request()}, "request"),
        (REQUEST, {"statusCode": 302, "headers": {"location": "/"}}, "statusCode"),
        (REQUEST, {"uri": "/", "headers": {"host": {"value": "a.example"}}}, "headers"),
        (REQUEST, {}, "result"),
        (REQUEST, {"ok": True}, "result"),
        ("origin-response", {"response": response()}, "response"),
        ("origin-response", event("origin-response"), "Records"),
        ("origin-response", request("origin-request"), "uri"),
        ("viewer-response", {}, "result"),
        ("viewer-response", {"statusCode": 200}, "statusCode"),
    ],
)
def test_a_result_of_another_dialect(event_type: str, result: Json, place: str) -> None:
    """One finding that names the dialect, and none about its parts."""
    (finding,) = findings(invocation(event_type, result))
    assert (finding.code, finding.place) == ("EC203", place)


@pytest.mark.parametrize(
    ("result", "advice"),
    [
        ({"statusCode": 302}, "name the field status"),
        ({"headers": {"x-a": {"value": "1"}}}, "make each header a list of objects"),
        ({"Records": []}, 'return event["Records"][0]["cf"]["request"]'),
    ],
)
def test_a_dialect_is_told_how_to_change(result: Json, advice: str) -> None:
    (finding,) = findings(invocation(REQUEST, result))
    assert advice in finding.message


@pytest.mark.parametrize("event_type", ["origin-response", "viewer-response"])
def test_a_response_may_lose_anything_but_its_status(event_type: str) -> None:
    made = invocation(event_type, {"headers": response()["headers"]})
    assert codes(made) == (["EC211"] if event_type == "origin-response" else [])


@pytest.mark.parametrize(
    ("event_type", "result", "unknown"),
    [
        (REQUEST, request(isBase64Encoded=False), ["isBase64Encoded"]),
        (REQUEST, {"status": "200", "statusdescription": "OK", "x": 1}, ["statusdescription", "x"]),
        ("origin-response", response(cookies={}), ["cookies"]),
        ("origin-response", response(body="", bodyEncoding="text"), []),
        (REQUEST, request(body={"data": ""}), []),
        ("viewer-request", {**request(), "bodyEncoding": "text"}, ["bodyEncoding"]),
        (REQUEST, {**request("origin-request"), "statusDescription": "OK"}, ["statusDescription"]),
    ],
)
def test_unknown_keys(event_type: str, result: Json, unknown: list[str]) -> None:
    found = findings(invocation(event_type, result))
    assert [finding.place for finding in found if finding.code == "EC204"] == unknown


def test_keys_that_the_event_brought_are_known() -> None:
    brought = request(undocumented={"a": 1})
    assert codes(invocation(REQUEST, brought, event(REQUEST, brought))) == []


def test_a_misspelt_key_gets_a_hint() -> None:
    (finding,) = findings(invocation("origin-response", response(bodyEncodng="text")))
    assert finding.message.endswith("did you mean bodyEncoding?")


@pytest.mark.parametrize(
    ("lost", "place"),
    [
        (("clientIp",), "without clientIp"),
        (("method", "uri"), "without method, uri"),
        (("querystring",), None),
    ],
)
def test_a_request_that_lacks_fields(lost: tuple[str, ...], place: str | None) -> None:
    result = {key: value for key, value in request().items() if key not in lost}
    found = findings(invocation(REQUEST, result))
    assert [(finding.code, finding.place) for finding in found] == (
        [] if place is None else [("EC205", place)]
    )


BODY = {"inputTruncated": False, "action": "read-only", "encoding": "base64", "data": ""}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"method": "POST"}, "method"),
        ({"clientIp": "203.0.113.9"}, "clientIp"),
        ({"body": {**BODY, "inputTruncated": True}}, "body.inputTruncated"),
        ({"body": {"action": "read-only"}}, None),
        ({}, None),
    ],
)
def test_read_only_fields_are_reported_on_demand(
    changed: dict[str, Any], place: str | None
) -> None:
    given = request(body=dict(BODY))
    made = invocation(REQUEST, {**given, **changed}, event(REQUEST, given))
    assert codes(made) == []
    assert [f.place for f in findings(made, None, "EC206")] == ([place] if place else [])


def test_the_payload_limit_of_lambda() -> None:
    """At the limit and one byte below it passes; one above it never reaches CloudFront."""
    most = 400
    conditions = Conditions(limits=limits().override({"payload.max": most}))
    empty = request("viewer-request", headers=headers(host="www.example.com", x_a=""))
    room = most - len(invocation(REQUEST, empty).outcome.payload)  # type: ignore[union-attr]
    for spare, expected in ((1, []), (0, []), (-1, ["EC202"])):
        filled = {**empty, "headers": headers(host="www.example.com", x_a="a" * (room - spare))}
        made = invocation(REQUEST, filled, event(REQUEST, empty))
        assert codes(made, conditions) == expected


def test_an_answer_too_large_to_keep() -> None:
    (finding,) = findings(invocation("origin-request", Oversized(size=7_000_000)))
    assert (finding.code, finding.place) == ("EC202", "size")
    assert "7,000,000 bytes" in finding.message


@pytest.mark.parametrize("key", ["bodyEncoding", "statusDescription"])
def test_a_request_with_a_key_of_responses_stays_a_request(key: str) -> None:
    """Only a status, which a response must have, makes one of it."""
    made = invocation("viewer-request", {**request("viewer-request"), key: "text"})
    assert codes(made) == ["EC204"]
