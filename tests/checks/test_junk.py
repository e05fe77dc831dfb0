"""EC705: words that a program prints by mistake, and the same words meant."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Invocation
from tests.support import codes, event, headers, invocation, request, returned

NAMED = ("undefined", "X-Reason: None given", "/docs/None/", "max-age=none")


def passed(event_fields: dict[str, Any] | None = None, **fields: Any) -> Invocation:
    """A request that is handed on with other fields."""
    asked = request(**(event_fields or {}))
    result = {**asked, **fields}
    return invocation("viewer-request", result, event("viewer-request", asked))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"uri": "/undefined/index.html"}, True),
        ({"uri": "/None"}, True),
        ({"uri": "/page-NaN.html"}, True),
        ({"uri": "/nonesuch"}, False),
        ({"uri": "/none"}, False),
        ({"uri": "/Nonesuch"}, False),
        ({"uri": "/NaNo"}, False),
        ({"uri": "/images/100xundefined/webp/a.jpg"}, True),
        ({"uri": "/undefinedx100/a.jpg"}, True),
        ({"uri": "/NaNxNaN/a.jpg"}, True),
        ({"uri": "/a_200xNaN.jpg"}, True),
        ({"uri": "/NaNpx/a.jpg"}, True),
        ({"uri": "/nullx100/a.jpg"}, True),
        ({"uri": "/100xnull/a.jpg"}, True),
        ({"uri": "/nullx/a"}, False),
        ({"uri": "/https%3A%2F%2Fundefined"}, True),
        ({"querystring": "to=https%3a%2f%2fNone%2Fa"}, True),
        ({"querystring": "to=%2FNone0"}, False),
        ({"uri": "/userundefined/a"}, True),
        ({"uri": "/undefinedx/a"}, False),
        ({"uri": "/NaNxos"}, False),
        ({"uri": "/aNaN"}, False),
        ({"uri": "/null"}, False),
        ({"querystring": "w=undefined"}, True),
        ({"querystring": "w=NaN&h=1"}, True),
        ({"querystring": "undefinedness=1"}, False),
        ({"headers": headers(host="www.example.com", x_user="[object Object]")}, True),
        ({"headers": headers(host="www.example.com", x_user="user None")}, True),
        ({"headers": headers(host="www.example.com", x_date="Invalid Date")}, True),
        ({"headers": headers(host="www.example.com", x_object="[object]")}, False),
    ],
)
def test_words_in_a_request(fields: dict[str, Any], expected: bool) -> None:
    assert codes(passed(**fields)) == (["EC705"] if expected else [])


@pytest.mark.parametrize(
    "given",
    [
        {"uri": "/undefined"},
        {"querystring": "q=%75ndefined"},
        {"headers": headers(host="www.example.com", x_a="a Undefined")},
        {"headers": headers(host="www.example.com", authorization="Basic dW5kZWZpbmVkOng=")},
    ],
)
def test_what_the_event_brought_is_not_blamed(given: dict[str, Any]) -> None:
    assert codes(passed(given, uri="/x/undefined")) == []


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("/undefined", []),
        ("/a-undefined", ["EC705"]),
        ("/docs/None/a", []),
        ("/None/a", ["EC705"]),
    ],
)
def test_what_the_source_holds_is_meant(uri: str, expected: list[str]) -> None:
    """The word alone as a whole segment; more than the word wherever it stands."""
    conditions = Conditions(named=frozenset(text.lower() for text in NAMED))
    assert codes(passed(uri=uri), conditions) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"headers": headers(set_cookie="a=b; SameSite=None; Secure")}, False),
        ({"headers": headers(set_cookie="a=None; SameSite=None")}, True),
        ({"headers": headers(cache_control="max-age=NaN")}, True),
        ({"headers": headers(content_security_policy="default-src 'none'")}, False),
        ({"statusDescription": "undefined"}, True),
        ({"body": "<p>None of these is undefined, NaN is a number</p>"}, False),
        ({"body": '{"a": null, "b": "undefined"}'}, False),
        ({"body": "<script>typeof a === 'undefined' || NaN</script>"}, False),
        ({"body": "<td>undefined</td>"}, True),
        ({"body": "undefined"}, True),
        ({"body": "undefined behaviour"}, False),
        ({"body": "<b>[object Object]</b>"}, True),
        ({"body": "Expires: Invalid Date"}, True),
        ({"body": "PHRkPnVuZGVmaW5lZDwvdGQ+", "bodyEncoding": "base64"}, False),
    ],
)
def test_words_in_a_response(fields: dict[str, Any], expected: bool) -> None:
    result = {"status": "200", **fields}
    assert codes(invocation("viewer-request", result)) == (["EC705"] if expected else [])


def test_an_origin_is_looked_at() -> None:
    asked = request("origin-request")
    result = request("origin-request")
    result["origin"]["custom"]["path"] = "/undefined"
    made = invocation("origin-request", returned(result), event("origin-request", asked))
    assert codes(made) == ["EC705"]
