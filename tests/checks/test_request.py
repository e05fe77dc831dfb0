"""The URI and the query string of a request."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Invocation, Json, Level, Observation, SourcePlace
from edgeconform.schemas import limits
from tests.support import codes, event, findings, invocation, request, response

REQUEST_TYPES = ["viewer-request", "origin-request"]
BOUND = limits().figure("uri.exclusive-max")


def rewritten(
    given: dict[str, Any], *, event_type: str = "viewer-request", **set_: Json
) -> Invocation:
    """The handler sets fields of the request given."""
    before = request(event_type, **given)
    return invocation(event_type, {**before, **set_}, event(event_type, before))


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("/", []),
        ("//x", []),
        ("/a/../b", []),
        ("", ["EC401"]),
        ("index.html", ["EC401"]),
        ("https://example.com/", ["EC401"]),
        (" /a", ["EC401", "EC402"]),
        ("?a", ["EC401", "EC403"]),
        (None, ["EC401"]),
        (1, ["EC401"]),
        (["/"], ["EC401"]),
        ({}, ["EC401"]),
    ],
)
def test_uri(event_type: str, uri: Json, expected: list[str]) -> None:
    """A string that starts with a slash."""
    assert codes(rewritten({}, event_type=event_type, uri=uri)) == expected


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    ("given", "uri", "expected"),
    [
        ("/a%20b", "/a%20b/", []),
        ("/a%20b", "/a+b", []),
        ("/a%20b", "/a b", [("EC402", Level.ERROR)]),
        ("/a%0ab", "/a\nb", [("EC402", Level.ERROR)]),
        ("/a", "/a\x00", [("EC402", Level.ERROR)]),
        ("/a", "/a\x7f", [("EC402", Level.ERROR)]),
        ("/a", "/a\x1f", [("EC402", Level.ERROR)]),
        ("/a", "/a!~", []),
        ("/a", '/a|"<>\\^`{}[]', []),
        ("/caf%C3%A9", "/café", [("EC402", Level.WARNING)]),
        ("/café", "/x/café", []),
        ("/café", "/naïve", [("EC402", Level.WARNING)]),
        ("/a b", "/x/a b", []),
        ("/a", "/a?b=1", [("EC403", Level.WARNING)]),
        ("/a%3Fb", "/a?b", [("EC403", Level.WARNING)]),
        ("/a%23b", "/a#b", [("EC403", Level.WARNING)]),
        ("/a?b", "/x/a?b", []),
        ("/a?b", "/x/a#b", [("EC403", Level.WARNING)]),
        ("/%zz", "/x/%zz", []),
    ],
)
def test_uri_characters(
    event_type: str, given: str, uri: str, expected: list[tuple[str, Level]]
) -> None:
    """Spaces, controls, ? and #, where the handler puts them; raw UTF-8 is a warning."""
    found = findings(rewritten({"uri": given}, event_type=event_type, uri=uri))
    assert [(f.code, f.level) for f in found] == expected


def long(length: int) -> str:
    """A URI of this length."""
    return "/" + "a" * (length - 1)


@pytest.mark.parametrize(
    ("given", "returned", "expected"),
    [
        (20, BOUND - 1, []),
        (20, BOUND, [Level.ERROR]),
        (20, BOUND + 1, [Level.ERROR]),
        (BOUND // 2 - 1, BOUND, [Level.ERROR]),
        (BOUND // 2, BOUND - 1, []),
        (BOUND // 2, BOUND, [Level.ERROR]),
        (BOUND // 2 + 1, BOUND, [Level.WARNING]),
        (BOUND // 2 + 1, BOUND + 2, [Level.ERROR]),
        (BOUND - BOUND // 8, BOUND, [Level.WARNING]),
        (BOUND - 1, BOUND, [Level.WARNING]),
        (BOUND - 1, BOUND * 2, [Level.ERROR]),
        (BOUND - 1, BOUND - 1, []),
        (BOUND, BOUND, []),
        (BOUND + 9, BOUND + 5, []),
        (BOUND + 9, BOUND + 10, [Level.WARNING]),
    ],
)
@pytest.mark.parametrize("event_type", REQUEST_TYPES)
def test_length(event_type: str, given: int, returned: int, expected: list[Level]) -> None:
    """The handler's share decides; a long request that it shortens or leaves is no finding."""
    made = rewritten({"uri": long(given)}, event_type=event_type, uri=long(returned))
    assert [(f.code, f.level) for f in findings(made)] == [("EC404", one) for one in expected]


def test_length_counts_both() -> None:
    """The uri and the query string together, and under the figure that is configured."""
    made = rewritten({}, uri=long(BOUND - 8), querystring="q=234567")
    assert codes(made) == ["EC404"]
    assert codes(rewritten({}, uri=long(BOUND - 8), querystring="q=23456")) == []
    shorter = Conditions(limits=limits().override({"uri.exclusive-max": 100}))
    assert codes(rewritten({}, uri=long(100)), shorter) == ["EC404"]
    assert codes(rewritten({}, uri=long(99)), shorter) == []


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("a=1&b=2", []),
        (None, ["EC405"]),
        ({}, ["EC405"]),
        ({"a": {"value": "1"}}, ["EC405"]),
        ([], ["EC405"]),
        (1, ["EC405"]),
    ],
)
def test_query(event_type: str, query: Json, expected: list[str]) -> None:
    """A string."""
    assert codes(rewritten({}, event_type=event_type, querystring=query)) == expected


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    ("given", "query", "expected"),
    [
        ("a=b%20c", "a=b+c", []),
        ("a=b%20c", "a=b c", ["EC406"]),
        ("a=b%23c", "a=b#c", ["EC406"]),
        ("a=b%0Ac", "a=b\nc", ["EC406"]),
        ("", "\t", ["EC406"]),
        ("", "\x7f", ["EC406"]),
        ("", "a=[1]|{2}&&", []),
        ("a=b c", "x=1&a=b c", []),
        ("a=1", "?a=1", ["EC407"]),
        ("?a=1", "?a=1&b=2", []),
        ("?a=1", "a=1", []),
        ("", "a=?", []),
        ("a=%zz", "a=%zz&b=1", []),
        ("a=100%&b=1", "b=1&a=100%", []),
        ("a=%2541", "a=%41", ["EC710"]),
        ("a=%25zz", "a=%zz", ["EC407"]),
        ("a=%25", "a=%", ["EC407"]),
        ("a=%C3%A9", "a=%C3%A", ["EC407"]),
        ("", "?a=%", ["EC407"]),
    ],
)
def test_query_characters(event_type: str, given: str, query: str, expected: list[str]) -> None:
    """What no query may hold, or hardly means to, where the handler puts it there."""
    made = rewritten({"querystring": given}, event_type=event_type, querystring=query)
    assert codes(made) == expected


def test_an_escape_that_was_broken_in_the_uri() -> None:
    """What the viewer broke in the path may go on in the query."""
    assert codes(rewritten({"uri": "/100%"}, querystring="path=/100%")) == []


ODD = {"uri": "/caf\u00e9 ?#\x01/%zz", "querystring": "?a= b#\x02&%"}


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    "set_",
    [
        {},
        {"uri": "/x" + ODD["uri"]},
        {"querystring": ODD["querystring"] + "&x=1"},
        {"method": "GET"},
    ],
)
def test_odd_requests_pass(event_type: str, set_: dict[str, str]) -> None:
    """Whatever the event holds, handing it on is no finding."""
    assert codes(rewritten(ODD, event_type=event_type, **set_)) == []


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
def test_a_generated_response_has_no_uri(event_type: str) -> None:
    """Fields of a request beside a status are not read as a request's."""
    result = {"status": "302", "uri": "no path", "querystring": "? a"}
    assert not {"EC401", "EC402", "EC404", "EC406", "EC407"} & {
        *codes(invocation(event_type, result))
    }


@pytest.mark.parametrize("event_type", ["origin-response", "viewer-response"])
def test_edits_in_response_events(event_type: str) -> None:
    """What the worker saw to be edited, with its place; other observations are not edits."""
    place = SourcePlace(file="a.py", line=3)
    seen = (
        Observation(kind="edit", subject="request.querystring", place=place),
        Observation(kind="completion", subject="request.uri"),
    )
    found = findings(invocation(event_type, response(), observations=seen))
    assert [(f.code, f.place, f.source) for f in found] == [("EC408", "request.querystring", place)]
    assert codes(invocation(event_type, response())) == []
