"""EC706, EC709, EC713: answers that should be alike."""

from typing import Any

import pytest

from edgeconform.checks import Exchange
from edgeconform.checks.differences import differences
from edgeconform.model import Raised
from tests.checks.compared import asked, places
from tests.support import headers, request

ONE = request(headers=headers(host="h", cookie="a=1; b=2"))
TWO = request(headers=headers(host="h", cookie=["a=1", "b=2"]))
WITH_C = request(headers=headers(host="h", cookie="a=1; b=2; c=3"))
CRASH = Raised(error_type="KeyError", message="x")


def test_cookies_of_a_request_are_the_same_in_one_header_or_in_two() -> None:
    assert differences(asked(ONE), asked(TWO)) == ()
    assert differences(asked(ONE), asked(WITH_C)) == ("headers.cookie",)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (ONE, TWO, []),
        ({**ONE, "uri": "/b"}, TWO, ["uri"]),
        ({"status": "302"}, TWO, ["status"]),
        (request(headers=headers(host="h", cookie="b=2")), TWO, ["headers.cookie"]),
        (WITH_C, request(headers=headers(host="h", cookie=["a=1; c=3", "b=2"])), []),
        (
            WITH_C,
            request(headers=headers(host="h", cookie=["a=1; c=4", "b=2"])),
            ["headers.cookie"],
        ),
        (ONE, CRASH, []),
    ],
)
def test_cookies_in_one_header_or_two(one: Any, two: Any, expected: list[str]) -> None:
    found = places("EC706", asked(one, ONE), asked(two, TWO))
    assert found == (expected if two is not CRASH else found[:0])


@pytest.mark.parametrize(
    ("before", "once", "twice", "expected"),
    [
        ("/docs", "/docs/index.html", "/docs/index.html", []),
        ("/docs", "/docs/index.html", "/docs/index.html/index.html", ["uri"]),
        ("/docs/", "/docs/index.html", "/docs/index.html/index.html", ["uri"]),
        ("/a", "/v2/a", "/v2/v2/a", []),
        ("/", "/v2/", "/v2/v2/", []),
        ("/a", "/app/a", "/app/app/a", []),
        ("/css/", "/css/mobile/", "/css/mobile/mobile/", []),
        ("/a/b/c", "/b/c", "/c", []),
        ("/a", "/b", "/c", []),
        ("/a.jpg", "/100/a.jpg", "/100/100/a.jpg", []),
        ("/a", "/a/", "/a//", []),
        ("/a%20b", "/a%2520b", "/a%252520b", ["uri"]),
        ("/a%2520b", "/a%20b", "/a b", []),
    ],
)
def test_a_path_that_grows(before: str, once: str, twice: str, expected: list[str]) -> None:
    exchanges = (
        asked(request(uri=once), request(uri=before)),
        asked(request(uri=twice), request(uri=once)),
    )
    assert places("EC709", *exchanges) == expected


@pytest.mark.parametrize(
    ("before", "once", "twice", "expected"),
    [
        ("a=1", "a=1&v=2", "a=1&v=2", []),
        ("a=1", "a=1&v=2", "a=1&v=2&v=2", ["querystring"]),
        ("", "v=2", "v=2&v=2", ["querystring"]),
        ("a=1", "b=2", "c=3", []),
        ("q=a%20b", "q=a%2520b", "q=a%252520b", ["querystring"]),
    ],
)
def test_a_query_that_grows(before: str, once: str, twice: str, expected: list[str]) -> None:
    exchanges = (
        asked(request(querystring=once), request(querystring=before)),
        asked(request(querystring=twice), request(querystring=once)),
    )
    assert places("EC709", *exchanges) == expected


GET, HEAD = request(), request(method="HEAD")


@pytest.mark.parametrize(
    ("get", "head", "expected"),
    [
        (GET, HEAD, []),
        ({**GET, "uri": "/b"}, HEAD, ["uri"]),
        (GET, {"status": "405"}, ["status"]),
        ({"status": "200", "body": "a"}, {"status": "200"}, []),
        ({"status": "200", "body": "a", "bodyEncoding": "text"}, {"status": "200"}, []),
        ({"status": "200"}, {"status": "204"}, ["status"]),
        ({"status": "200", "headers": headers(etag="a")}, {"status": "204"}, ["status"]),
        (
            {"status": "200", "headers": headers(content_length="3", etag="a")},
            {"status": "200", "headers": headers(etag="a")},
            [],
        ),
        ({"status": "200", "headers": headers(etag="a")}, {"status": "200"}, ["headers.etag"]),
        (
            {"status": "200", "headers": headers(x_signature="a")},
            {"status": "200", "headers": headers(x_signature="b")},
            [],
        ),
        (GET, CRASH, []),
        ({"status": "200"}, None, []),
        (None, HEAD, []),
    ],
)
def test_head_and_get(get: Any, head: Any, expected: list[str]) -> None:
    assert places("EC713", asked(get, GET), asked(head, HEAD)) == expected


SIGNED = {
    "GET": ("b22eeb283a1992c64a4116f0eb3a4c47", "R7hivrs44XlO229m466O4zWSvgY="),
    "HEAD": ("0d3c5b1fe09a8e775d1b0c6a29f4b818", "g8oCgBMtrLWc11XSgg3Z87TbPuc="),
}


@pytest.mark.parametrize(
    ("get", "head", "expected"),
    [
        ("GET", "HEAD", []),
        ("v1:get:/a", "v1:head:/a", []),
        (SIGNED["GET"][0], SIGNED["HEAD"][0], []),
        (f"t=1,v1={SIGNED['GET'][1]}", f"t=1,v1={SIGNED['HEAD'][1]}", []),
        (f"t=1,v1={SIGNED['GET'][1]}", f"t=2,v1={SIGNED['HEAD'][1]}", ["headers.x-a"]),
        (SIGNED["GET"][0], f"{SIGNED['HEAD'][0]}00", ["headers.x-a"]),
        ("desktop", "mobile", ["headers.x-a"]),
        ("widget", "widhead", ["headers.x-a"]),
        ("a-long-name-of-a-group-1", "a-long-name-of-a-group-2", ["headers.x-a"]),
    ],
)
def test_what_the_method_changes_by_right(get: str, head: str, expected: list[str]) -> None:
    one, two = (request(headers=headers(x_a=value)) for value in (get, head))
    exchanges = (asked(one, GET, named=("x-a",)), asked({**two, "method": "HEAD"}, HEAD))
    assert places("EC713", *exchanges) == expected


@pytest.mark.parametrize(("uri", "expected"), [("/a", []), ("/b", ["uri"])])
def test_a_signature_in_the_headers_of_an_origin(uri: str, expected: list[str]) -> None:
    def answered(method: str, uri: str) -> Exchange:
        given = request("origin-request", method=method)
        custom = {**given["origin"]["custom"], "customHeaders": headers(x_a=SIGNED[method][0])}
        made = {**given, "uri": uri, "origin": {"custom": custom}}
        return asked(made, given, "origin-request")

    assert places("EC713", answered("GET", "/a"), answered("HEAD", uri)) == expected
