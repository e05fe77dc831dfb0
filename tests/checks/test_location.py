"""EC703 and EC704: where redirects lead, and what Location may hold."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from tests.support import (
    CUSTOM_ORIGIN,
    event,
    findings,
    headers,
    invocation,
    request,
    response,
)

HOST = "www.example.com"


def judged(
    location: str,
    uri: str = "/a",
    code: str = "EC703",
    query: str = "",
    named: tuple[str, ...] = (),
    status: Any = "302",
    **given: str,
) -> list[tuple[str, str]]:
    """What a check says of a redirect as the answer to a request with the headers given."""
    asked = request(uri=uri, querystring=query, headers=headers(host=HOST, **given))
    result = {"status": status, "headers": headers(location=location)}
    made = invocation("viewer-request", result, event("viewer-request", asked))
    found = findings(made, Conditions(named=frozenset(named)))
    return [(each.code, str(each.level)) for each in found if each.code == code]


ERROR, WARNING = [("EC703", "error")], [("EC703", "warning")]


@pytest.mark.parametrize(
    ("location", "uri", "expected"),
    [
        ("//evil.example/x/", "//evil.example/x", ERROR),
        ("/\\evil.example", "/%5Cevil.example", ERROR),
        ("/\\evil.example/", "/\\evil.example", ERROR),
        ("//x//", "//x/", ERROR),
        ("//evil.example", "//evil.example.html", ERROR),
        ("//evil.example", "//EVIL.example.html", ERROR),
        ("https://evil.example", "//evil.example.html", []),
        ("//evil.example", "/a//evil.example.html", []),
        ("https://evil.example", "/evil.example", ERROR),
        ("https://www.example.com.evil.example", "/.evil.example", ERROR),
        ("https://www.example.com@evil.example", "/@evil.example", ERROR),
        ("http://sub.evil.example/", "/sub.evil.example/", ERROR),
        ("/x//evil.example/", "/x//evil.example", []),
        ("https://www.example.com//evil.example/", "//evil.example", []),
        ("//www.example.com/a/", "//www.example.com/a", []),
        ("https://login.example.com/", "/login.example.com", []),
        ("https://d123.cloudfront.net/", "/d123.cloudfront.net", []),
        ("https://elsewhere.example/", "/a", []),
        ("https://elsewhere.example/", "/not-elsewhere.example", []),
        ("https://elsewhere.example/", "/elsewhere.example.net", []),
    ],
)
def test_a_host_from_the_path_is_an_error(
    location: str, uri: str, expected: list[tuple[str, str]]
) -> None:
    assert judged(location, uri) == expected


@pytest.mark.parametrize("status", ["301", 302, "303", "307", 308])
def test_every_redirect_counts(status: object) -> None:
    assert judged("//evil.example/", "//evil.example", status=status) == ERROR


@pytest.mark.parametrize("status", ["200", "201", "304", "404"])
def test_what_no_browser_follows_does_not(status: str) -> None:
    assert judged("//evil.example/", "//evil.example", status=status) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"query": "u=https://evil.example/x"}, WARNING),
        ({"query": "u=https%3A%2F%2Fevil.example"}, WARNING),
        ({"query": "u=https%253A%252F%252Fevil.example"}, WARNING),
        ({"referer": "https://evil.example/"}, WARNING),
        ({"x_forwarded_host": "evil.example"}, WARNING),
        ({"x_original_host": "evil.example"}, WARNING),
        ({"cookie": "u=https://evil.example"}, []),
        ({"uri": "//evil.example", "query": "u=//evil.example"}, []),
        ({"uri": "//evil.example.html", "query": "u=//evil.example"}, WARNING),
        ({"query": "u=https://evil.example", "named": ("evil.example",)}, []),
        ({"query": "u=https://evil.example", "named": ("https://evil.example/in",)}, []),
        ({"query": "u=https://evil.example", "named": ("www.evil.example",)}, []),
        ({"query": "u=https://evil.example", "named": ("example",)}, WARNING),
    ],
)
def test_a_host_from_elsewhere_in_the_request_is_a_warning(
    given: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert judged("https://evil.example/x", **given) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (("https://YOUR_HOST/in",), []),
        (("//your_host",), []),
        (("YOUR_HOST", "https://YOUR_HOST/in"), []),
        (("YOUR_HOST",), WARNING),
        (("https://",), WARNING),
    ],
)
def test_a_host_without_a_dot_stands_in_urls_only(
    named: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """Such as one that is yet to be filled in; other words of a source are no hosts."""
    query = "u=https://YOUR_HOST"
    assert judged("https://YOUR_HOST/x", query=query, named=named) == expected


def test_a_host_behind_nothing_but_a_scheme_is_told_where_it_looks_like_one() -> None:
    assert judged("http:evil.example", query="u=http:evil.example") == WARNING
    assert judged("http:f", query="u=http:f") == []
    assert judged("//f", query="u=//f") == WARNING


def test_the_scheme_of_a_url_is_no_host() -> None:
    assert judged("https://https/x", origin="https://app.example.org") == []
    assert judged("https://https/x", origin="https://https") == WARNING


def test_a_host_that_may_be_the_paths_or_the_querys_is_no_finding() -> None:
    assert judged("//evil.example/x", "//evil.example.html", query="u=//evil.example") == []


def test_hosts_of_the_origin_and_its_response_are_no_viewers_choice() -> None:
    asked = request("origin-request", uri="/origin.example.net")
    asked["origin"] = {"custom": {**CUSTOM_ORIGIN["custom"], "domainName": "origin.example.net"}}
    result = {"status": "302", "headers": headers(location="https://origin.example.net")}
    assert not findings(invocation("origin-request", result, event("origin-request", asked)))
    moved = response(status="302", headers=headers(location="https://new.example.net/a"))
    asked = request("origin-response", uri="/new.example.net")
    result = response(status="302", headers=headers(location="https://new.example.net/b"))
    made = invocation("origin-response", result, event("origin-response", asked, moved))
    assert not findings(made)


@pytest.mark.parametrize(
    ("location", "configured", "expected"),
    [
        ("https://evil.example/x", "www.example.net", WARNING),
        ("https://evil.example/x", "https://evil.example", []),
        ("https://https", "https://", []),
        ("https://tenant/x", "tenant", []),
        ("https://shop.tenant/x", "Tenant", []),
    ],
)
def test_a_host_that_a_custom_header_of_the_origin_holds_is_the_operators(
    location: str, configured: str, expected: list[tuple[str, str]]
) -> None:
    """Whatever else of the event holds the same word; the scheme of a URL is no host of its."""
    asked = request("origin-request", headers=headers(host=HOST, origin="https://evil.example"))
    asked["querystring"] = "t=tenant"
    custom = {**CUSTOM_ORIGIN["custom"], "customHeaders": headers(x_host=configured)}
    asked["origin"] = {"custom": custom}
    result = {"status": "302", "headers": headers(location=location)}
    made = invocation("origin-request", result, event("origin-request", asked))
    assert [(each.code, str(each.level)) for each in findings(made)] == expected


BAD = [("EC704", "error")]


@pytest.mark.parametrize(
    ("location", "given", "expected"),
    [
        ("/a%20b", {"uri": "/a%20b"}, []),
        ("/a b", {"uri": "/a%20b"}, BAD),
        ("/a b", {"referer": "https://x.example/a b"}, []),
        ("/caf\xe9", {"uri": "/caf%C3%A9"}, BAD),
        ("/caf\xe9", {"uri": "/caf\xe9"}, []),
        ("/100%", {"uri": "/100%25"}, BAD),
        ("/100%", {"uri": "/100%"}, []),
        ('/a"b', {"uri": "/a%22b"}, BAD),
        ("/a|b", {"uri": "/x", "query": "q=a|b"}, []),
        ("/a?b=[1]&c={}", {"uri": "/"}, BAD),
        ("/a%2520b", {"uri": "/a%20b"}, BAD),
        ("/x/a%2520b/", {"uri": "/a%20b"}, BAD),
        ("/a%2520b", {"uri": "/a%2520b"}, []),
        ("/a%20b/a%2520b", {"uri": "/a%20b"}, []),
        ("/login?next=%2Fa%2520b", {"uri": "/a%20b"}, []),
        ("/login%2Fa%2520b", {"uri": "/a%20b"}, []),
        ("/a?q=a%2520b", {"query": "q=a%20b"}, BAD),
        ("/a?next=q%3Da%2520b", {"query": "q=a%20b"}, []),
        ("https://www.example.com/https://www.example.com/a", {}, BAD),
        ("https://h/https:/h/", {}, BAD),
        ("https://www.example.com/https://elsewhere.example/", {}, []),
        ("https://h/https://h/", {"uri": "/https://h/"}, []),
        ("https://h/http-h/", {}, []),
        ("https://h/http:/h/", {"uri": "/http%3A/h/"}, []),
        ("https://h/http:/h/", {"cookie": "lang=http:/h"}, []),
        ("https://h/https://h/", {"referer": "https://h/"}, BAD),
    ],
)
def test_what_location_may_hold(
    location: str, given: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert judged(location, code="EC704", **given) == expected
