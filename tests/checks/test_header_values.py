"""The values of headers."""

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import EventType
from tests.support import codes, event, findings, headers, invocation, request, response

TYPES = [str(one) for one in EventType]


def redirected(location: str, given: dict[str, object] | None = None) -> list[str]:
    """The codes for a redirect to `location`, as an answer to the request given."""
    result = {"status": "302", "headers": headers(location=location)}
    return codes(invocation("viewer-request", result, event("viewer-request", given)))


@pytest.mark.parametrize("event_type", TYPES)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", []),
        ("with\ttab", []),
        ("a%0d%0ab", []),
        (" spaces ", []),
        ("a\rb", ["EC307"]),
        ("a\nb", ["EC307"]),
        ("a\r\nset-cookie: b", ["EC307"]),
        ("a\x00b", ["EC307"]),
        ("\x1f", ["EC307"]),
        ("\x7f", ["EC307"]),
        ("\x08", ["EC307"]),
        ("\x20", []),
        ("\x7e", []),
        ("\x80", ["EC308"]),
        ("café", ["EC308"]),
        ("日本", ["EC308"]),
        ("caf\n\xe9", ["EC307", "EC308"]),
    ],
)
def test_characters(event_type: str, value: str, expected: list[str]) -> None:
    """Controls but tab are an error, what is beyond ASCII a warning."""
    message = request(event_type) if event_type.endswith("request") else response()
    message["headers"] |= headers(x_note=value)
    assert codes(invocation(event_type, message)) == expected


def test_a_list_of_strings_is_looked_into() -> None:
    """Values in a list within an entry are values."""
    result = {"status": "200", "headers": {"x-a": [{"key": "X-A", "value": ["a", "b\n"]}]}}
    assert codes(invocation("viewer-request", result)) == ["EC306", "EC307"]


ODD = request(
    "viewer-request",
    uri="/café",
    querystring="q=naïve",
    headers=headers(host="www.example.com", user_agent="Größe 日本", x_a=["é", "ü"]),
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"uri": "/other"},
        {"headers": {**ODD["headers"], "x-copy": [{"value": "Größe 日本"}]}},
        {"headers": {**ODD["headers"], "x-note": [{"value": "Größe 日本 via edge"}]}},
        {"headers": {**ODD["headers"], "x-path": [{"value": "/café?q=naïve"}]}},
        {"headers": {**ODD["headers"], "x-a": [{"value": "ü"}, {"value": "é"}]}},
    ],
)
def test_characters_of_the_event(changes: dict[str, object]) -> None:
    """Characters that the event holds unencoded may stand anywhere."""
    made = invocation("viewer-request", {**ODD, **changes}, event("viewer-request", ODD))
    assert codes(made) == []


@pytest.mark.parametrize(
    ("location", "given", "expected"),
    [
        ("/caf%C3%A9", request(uri="/caf%C3%A9"), []),
        ("/café", request(uri="/caf%C3%A9"), ["EC704"]),
        ("/café", request(uri="/café"), []),
        ("/a\r\nb", request(uri="/a%0d%0ab"), ["EC307"]),
    ],
)
def test_decoding_is_the_handlers_doing(
    location: str, given: dict[str, object], expected: list[str]
) -> None:
    """What the event holds encoded, it does not hold."""
    assert redirected(location, given) == expected


def test_the_place_is_the_header() -> None:
    """The header, not the value; one place for names that come from the event."""
    result = {"status": "200", "headers": headers(x_a="\n", x_b="é")}
    made = invocation("viewer-request", result)
    assert [f.place for f in findings(made)] == ["headers.x-a", "headers.x-b"]
    some = Conditions(named=frozenset({"x-a"}))
    assert [f.place for f in findings(made, some)] == ["headers.x-a", "headers.*"]


DATE = "Wed, 21 Oct 2026 07:28:00 GMT"


@pytest.mark.parametrize(
    ("value", "is_joined"),
    [
        ("a=1; Path=/, b=2; Path=/", True),
        ("a=1; Path=/,b=2; Path=/", True),
        ("a=1; Secure, b=2", True),
        ("a=1; HttpOnly,b=2; Secure", True),
        (f"a=1; Expires={DATE}, b=2", True),
        (f"a=1; expires={DATE},b=2; expires={DATE}", True),
        ("a=1; Max-Age=60, b=2; Path=/", True),
        ("a=1; path=/docs,b=2; path=/", True),
        ("a=1; SameSite=Lax, __Host-b=2; Secure", True),
        ("a=1", False),
        ("a=1; Path=/", False),
        (f"a=1; Expires={DATE}", False),
        (f"a=1; Expires={DATE}; Path=/", False),
        (f"a=1; Path=/; Expires={DATE}", False),
        ("a=1; Expires=Wed,21 Oct 2026 07:28:00 GMT", False),
        ("a=1,b=2", False),
        ("a=1,b=2; Path=/", False),
        ("a=1, b=2; Path=/", False),
        ("a=1, 2, 3; Path=/", False),
        ('a={"x": 1, "y": 2}; Path=/', False),
        ('a="x; Path=/, b=2"; Path=/', False),
        ("a=1; Path=/x,y; Secure", False),
        ("a=1; Path=/x,y=z; Secure", False),
        ("a=1; SameSite=Lax, Path=/", False),
        ("a=1; Path=/, and so on", False),
    ],
)
@pytest.mark.parametrize("event_type", ["viewer-request", "origin-response", "viewer-response"])
def test_joined_cookies(event_type: str, value: str, is_joined: bool) -> None:
    """A comma and a name after a cookie's attributes; no other comma."""
    result = {**response(), "headers": {}} if event_type == "viewer-request" else response()
    result["headers"] |= headers(set_cookie=value)
    assert codes(invocation(event_type, result)) == (["EC313"] if is_joined else [])


def test_several_cookies_in_entries_of_their_own() -> None:
    """The way to set several; and only Set-Cookie is looked at."""
    cookies = headers(set_cookie=["a=1; Path=/", "b=2; Path=/"], x_note="a=1; Path=/, b=2; Path=/")
    assert codes(invocation("viewer-request", {"status": "200", "headers": cookies})) == []


def test_cookies_that_the_origin_joined() -> None:
    """What the origin joined is passed on in silence, and one added beside it is not."""
    given = {**response(), "headers": headers(set_cookie="a=1; Path=/, b=2; Path=/")}
    around = event("viewer-response", None, given)
    longer = {**given, "headers": headers(set_cookie=["a=1; Path=/, b=2; Path=/", "c=3"])}
    assert codes(invocation("viewer-response", given, around)) == []
    assert codes(invocation("viewer-response", longer, around)) == []
