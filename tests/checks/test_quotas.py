"""Sizes at each quota, one byte below, and one above."""

import base64
from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Json, Level
from edgeconform.schemas import limits
from tests.support import codes, event, findings, headers, invocation, request, response

KILOBYTE = 1024
AROUND = [(-1, False), (0, False), (1, True)]
NEAR = ["EC605"]


def with_codes(code: str, over: bool) -> list[str]:
    """A figure at its quota is near it; one over it is refused instead."""
    return [code] if over else NEAR


@pytest.mark.parametrize(("beyond", "over"), AROUND)
@pytest.mark.parametrize(
    ("event_type", "quota"),
    [
        ("viewer-request", 40 * KILOBYTE),
        ("origin-request", 1024 * KILOBYTE),
        ("origin-response", 1024 * KILOBYTE),
    ],
)
def test_size_of_a_response(event_type: str, quota: int, beyond: int, over: bool) -> None:
    """Names and values of headers count with the body, in bytes."""
    given = response(headers=headers(x_a="\u00e9"))
    result = {"status": "200", "headers": given["headers"], "body": "\u00e9" * 2}
    result["body"] += "a" * (quota - len("x-a") - 2 - 4 + beyond)
    made_of = event(event_type, None, given if event_type.endswith("response") else None)
    expected = with_codes("EC601", over)
    made = invocation(event_type, result, made_of)
    found = [code for code in codes(made) if code not in ("EC308",)]
    assert found == expected


@pytest.mark.parametrize(
    ("decoded", "level"),
    [
        (30 * KILOBYTE, None),
        (30 * KILOBYTE + 3, Level.WARNING),
        (40 * KILOBYTE, Level.WARNING),
        (40 * KILOBYTE + 1, Level.ERROR),
    ],
)
def test_base64_counts_either_way(decoded: int, level: Level | None) -> None:
    """An error if it is too large both encoded and decoded; a warning if only encoded."""
    body = base64.b64encode(bytes(decoded)).decode()
    result = {"status": "200", "body": body, "bodyEncoding": "base64"}
    found = findings(invocation("viewer-request", result))
    assert [f.level for f in found if f.code == "EC601"] == ([level] if level else [])


def test_base64_of_nothing_is_no_matter_of_sizes() -> None:
    result = {"status": "200", "body": None, "bodyEncoding": "base64"}
    assert codes(invocation("viewer-request", result)) == ["EC215"]


@pytest.mark.parametrize(("beyond", "over"), AROUND)
@pytest.mark.parametrize(
    ("event_type", "encoding", "quota"),
    [
        ("viewer-request", "text", 40 * KILOBYTE),
        ("origin-request", "text", 1024 * KILOBYTE),
        ("viewer-request", "base64", 54_616),
        ("origin-request", "base64", 1_398_104),
    ],
)
def test_size_of_a_replaced_body(
    event_type: str, encoding: str, quota: int, beyond: int, over: bool
) -> None:
    body = {"action": "replace", "encoding": encoding, "data": "a" * (quota + beyond)}
    found = codes(replaced(event_type, body))
    assert [code for code in found if code != "EC413"] == with_codes("EC602", over)


def replaced(event_type: str, body: dict[str, Any]) -> Any:
    """An invocation that puts `body` in place of a short one."""
    short = {"inputTruncated": False, "action": "read-only", "encoding": "base64", "data": "eA=="}
    given = request(event_type, method="POST", body=short)
    result = {**given, "body": {**short, **body}}
    return invocation(event_type, result, event(event_type, given))


def test_a_body_without_encoding_is_base64() -> None:
    body = {"action": "replace", "encoding": "base64", "data": "AAAA" * 13_000}
    assert codes(replaced("viewer-request", body)) == NEAR


def test_older_tables_say_that_the_body_is_cut() -> None:
    body = {"action": "replace", "encoding": "text", "data": "a" * 50_000}
    conditions = Conditions(limits=limits("2019-09"))
    (finding,) = findings(replaced("viewer-request", body), conditions)
    assert (finding.code, finding.level) == ("EC602", Level.ERROR)
    assert finding.viewer_sees == "cut off"
    assert "cuts off" in finding.message


def test_a_body_left_alone_is_not_measured() -> None:
    body = {"action": "read-only", "data": "a" * 50_000}
    assert "EC602" not in codes(replaced("viewer-request", body))


TOTAL = 32_768


@pytest.mark.parametrize(("beyond", "over"), AROUND)
@pytest.mark.parametrize("event_type", ["viewer-request", "origin-response", "viewer-response"])
def test_headers_that_the_handler_adds(event_type: str, beyond: int, over: bool) -> None:
    """Only the new bytes count, and headers of responses as those of requests."""
    given = response() if event_type.endswith("response") else request()
    added = headers(x_added="a" * (TOTAL - len("x-added") + beyond))
    result = {**given, "headers": {**given["headers"], **added}}
    assert codes(invocation(event_type, result)) == with_codes("EC606", over)


def test_the_query_string_counts_with_the_headers() -> None:
    given = request()
    added = headers(x_added="a" * (TOTAL - len("x-added") - 10))
    result = {**given, "headers": {**given["headers"], **added}, "querystring": "a" * 11}
    assert codes(invocation("viewer-request", result)) == ["EC606"]


def test_what_the_event_held_is_left_out() -> None:
    large = request(headers=headers(host="www.example.com", cookie="a" * 30_000))
    result = {**large, "headers": headers(host="www.example.com", cookie="a" * 30_100, x_a="b")}
    assert codes(invocation("viewer-request", result, event("viewer-request", large))) == []


@pytest.mark.parametrize(("beyond", "over"), AROUND)
@pytest.mark.parametrize(
    ("what", "quota"), [("count", 30), ("name", 256), ("value", 1783), ("total", 10_240)]
)
def test_custom_headers(what: str, quota: int, beyond: int, over: bool) -> None:
    found = findings(customised(custom_headers(what, quota + beyond)))
    assert [(f.code, f.place) for f in found] == (
        [("EC606", f"origin.custom.customHeaders {what}")] if over else []
    )


def custom_headers(what: str, size: int) -> dict[str, Any]:
    """Custom headers of which one figure has `size`."""
    match what:
        case "count":
            return headers(**{f"x_{number}": "a" for number in range(size)})
        case "name":
            return headers(**{"x" * size: "a", "x_b": "a"})
        case "value":
            return headers(x_a="a" * size, x_b="a")
        case _:
            share = size // 10
            filled = dict.fromkeys((f"x_{number}" for number in range(9)), "a" * (share - 3))
            return headers(**filled, x_9="a" * (size - 9 * share - 3))


def customised(added: dict[str, Any], given: dict[str, Any] | None = None) -> Any:
    """An invocation that gives the origin the headers `added`, where it had `given`."""
    before = request("origin-request")
    before["origin"]["custom"]["customHeaders"] = given or {}
    after = request("origin-request")
    after["origin"]["custom"]["customHeaders"] = {**(given or {}), **added}
    return invocation("origin-request", after, event("origin-request", before))


def test_custom_headers_of_the_event_are_left_out() -> None:
    given = custom_headers("count", 29)
    assert codes(customised(headers(y_a="1", y_b="2"), given)) == []


def test_an_origin_at_viewer_request_has_no_quota() -> None:
    origin = {"custom": {"customHeaders": custom_headers("count", 40)}}
    assert codes(invocation("viewer-request", request(origin=origin))) == []


@pytest.mark.parametrize("origin", [None, {}, {"custom": None}, {"custom": {"customHeaders": []}}])
def test_an_origin_of_the_wrong_shape_is_no_matter_of_quotas(origin: Json) -> None:
    result = {**request("origin-request"), "origin": origin}
    assert "EC606" not in codes(invocation("origin-request", result))
