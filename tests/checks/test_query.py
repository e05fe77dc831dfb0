"""EC710: what becomes of the query."""

import pytest

from edgeconform.checks import Conditions
from tests.support import event, findings, invocation, request


def places(before: str, after: str, *named: str) -> list[str]:
    """The places found where a query is handed on as another, without their common beginning."""
    asked = request(querystring=before)
    made = invocation(
        "viewer-request", {**asked, "querystring": after}, event("viewer-request", asked)
    )
    found = findings(made, Conditions(named=frozenset(named)))
    assert {each.code for each in found} <= {"EC710"}
    return [each.place.removeprefix("querystring ") for each in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a=1&b=2", "a=1&b=2", []),
        ("a=1&b=2", "b=2&a=1", []),
        ("A=X", "a=x", []),
        ("q=a+b", "q=a%20b", []),
        ("q=%7e", "q=~", []),
        ("q=%zz", "q=%25zz", []),
        ("a=1&&b=2", "a=1&b=2", []),
        ("flag", "flag=", []),
        ("a=1&b=2", "", []),
        ("flag", "", []),
        ("a=1&b=2", "c=3", []),
        ("a=1&flag", "a=1", ["blank"]),
        ("a=1&e=", "a=1", ["blank"]),
        ("a=1&a=2", "a=1", ["repeated"]),
        ("a=1&a=2", "a=2", ["repeated"]),
        ("a=1&a=", "a=1", ["repeated"]),
        ("a=1&a=2&b=", "a=1", ["repeated", "blank"]),
        ("q=a%20b", "q=a%2520b", ["encoding"]),
        ("q=a+b", "q=a%2Bb", ["encoding"]),
        ("q=a%26b", "q=a&b", ["encoding"]),
        ("q=a%2Bb", "q=a+b", ["encoding"]),
        ("a=1&b=2", "a=1", []),
        ("a=1", "a=2", []),
        ("a=1&b=", "a=1&b=&c=3", []),
    ],
)
def test_what_is_lost(before: str, after: str, expected: list[str]) -> None:
    assert places(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("a=1&utm_source=", "a=1", "utm_"),
        ("a=1&utm_source=", "a=1", "utm_source"),
        ("a=1&w=", "a=1", "w="),
        ("w=1&w=2&flag", "w=1", "w"),
    ],
)
def test_what_the_source_names_may_go(before: str, after: str, named: str) -> None:
    """And all others, if only what is named is kept."""
    assert places(before, after)
    assert places(before, after, named) == []


def test_two_letters_of_the_source_are_no_prefix() -> None:
    assert places("a=1&utm_source=", "a=1", "ut") == ["blank"]
    assert places("a=1&utm_source=", "a=1", "utm") == []


def test_a_question_mark_in_front_loses_no_parameter() -> None:
    """It is another check's; without it the first parameter is what it was."""
    asked = request(querystring="a=1&a=2&b")
    result = {**asked, "querystring": "?a=1&a=2&b"}
    found = findings(invocation("viewer-request", result, event("viewer-request", asked)))
    assert [each.code for each in found] == ["EC407"]


def redirected(path: str, location: str, *named: str, query: str = "a=1") -> list[str]:
    """The places of EC710 where a request with a query is redirected."""
    asked = request(uri=path, querystring=query)
    answer = {"status": "301", "headers": {"location": [{"key": "Location", "value": location}]}}
    made = invocation("viewer-request", answer, event("viewer-request", asked))
    found = findings(made, Conditions(named=frozenset(named)))
    return [each.place for each in found if each.code == "EC710"]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/shop", "/shop/"),
        ("/shop/index.html", "/shop/"),
        ("/Shop", "/shop#top"),
        ("/shop", "/de/shop"),
        ("/shop", "https://www.example.com/shop"),
        ("/a%20b", "/a%20b/"),
    ],
)
def test_a_redirect_to_the_same_page_keeps_the_query(path: str, location: str) -> None:
    assert redirected(path, location) == ["headers.location query"]
    assert redirected(path, location, query="") == []
    assert redirected(path, location, query="&") == []
    assert redirected(path, location, "querystring") == []
    assert redirected(path, location, location.lower()) == []
    assert redirected(path, f"{location}?a=1") == []


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "https://www.example.com/"),
        ("/", "/de/"),
        ("/shop", "/sign-in"),
        ("/shop", "/workshop"),
        ("/shop/a", "/shop"),
    ],
)
def test_a_redirect_to_another_page_may_leave_the_query(path: str, location: str) -> None:
    assert redirected(path, location) == []
