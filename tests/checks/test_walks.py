"""EC702: what a browser asks for next, and when a walk has come round."""

from itertools import pairwise
from typing import Any

import pytest

from edgeconform.checks import Conditions, Exchange
from edgeconform.checks.walks import MOST_HOPS, next_event
from tests.checks.compared import asked, faults
from tests.support import CUSTOM_ORIGIN, event, headers, invocation, request, response


def redirect(location: str, **more: str | list[str]) -> dict[str, Any]:
    return {"status": "302", "headers": headers(location=location, **more)}


def following(location: str, uri: str = "/a/b", query: str = "q=1", **more: Any) -> Any:
    """The address asked for next, or None."""
    event = next_event(asked(redirect(location, **more), request(uri=uri, querystring=query)))
    if event is None:
        return None
    made = event["Records"][0]["cf"]["request"]
    return f"{made['uri']}?{made['querystring']}".rstrip("?")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/c", "/c"),
        ("/c?d=1#e", "/c?d=1"),
        ("c", "/a/c"),
        ("../c", "/c"),
        ("?x=2", "/a/b?x=2"),
        ("", "/a/b?q=1"),
        ("https://www.example.com", "/"),
        ("https://WWW.example.com:443/c", "/c"),
        ("//www.example.com/c", "/c"),
        ("https://www.example.com//c", "//c"),
        ("https:c", "/a/c"),
        ("/c d\u00e9", "/c%20d%C3%A9"),
        ("/c%20d", "/c%20d"),
        ("/c\\d", "/c/d"),
        ("https://elsewhere.example/c", None),
        ("mailto:a@b", None),
    ],
)
def test_a_location_is_followed_as_by_a_browser(location: str, expected: str | None) -> None:
    assert following(location) == expected


def test_a_browser_writes_the_host_in_lower_case() -> None:
    """A handler that looks at Host as it stands sends no browser in a circle."""
    asking = request(headers=headers(host="WWW.Example.COM"))
    event = next_event(asked(redirect("https://www.example.com/"), asking))
    assert event is not None
    (host,) = event["Records"][0]["cf"]["request"]["headers"]["host"]
    assert host["value"] == "www.example.com"


SITE = "https://www.example.com"


@pytest.mark.parametrize(
    ("locations", "named", "found"),
    [
        ([f"{SITE}/index.html"], (), True),
        ([f"{SITE}/index.html"], ("www.example.com",), False),
        ([f"{SITE}/index.html"], ("www.example.com", "host"), True),
        ([f"{SITE}/index.html"], ("config.json",), False),
        ([f"{SITE}/index.html"], ("config.json", "distributiondomainname"), True),
        (["/index.html"], ("www.example.com",), True),
        ([f"{SITE}/a", f"{SITE}/a"], ("www.example.com",), True),
        ([f"{SITE}/a", f"{SITE}/a"], ("www.example.com", "/a"), False),
    ],
)
def test_another_site_is_no_loop(
    locations: list[str], named: tuple[str, ...], *, found: bool
) -> None:
    """A fixed host is another site's to a handler that does not look at Host."""
    uris = ["/index.html", *(location.removeprefix(SITE) for location in locations[:-1])]
    walk = [
        asked(redirect(location), request(uri=uri), named=named)
        for uri, location in zip(uris, locations, strict=True)
    ]
    assert bool(faults("EC702", *walk)) is found


def test_another_site_is_no_loop_where_the_query_is_dropped() -> None:
    first = request(uri="/a", querystring="b=1")
    walk = [
        asked(redirect(f"{SITE}/a"), given, named=("www.example.com",))
        for given in (first, request(uri="/a"))
    ]
    assert faults("EC702", *walk) == []


@pytest.mark.parametrize(("named", "found"), [((), True), (("/plan-b",), False)])
def test_the_page_for_errors_has_another_origin(named: tuple[str, ...], *, found: bool) -> None:
    given = request("origin-response", uri="/plan-b")
    answered = asked(redirect("/plan-b"), given, "origin-response", named=named)
    assert bool(faults("EC702", answered)) is found


@pytest.mark.parametrize("answer", [{"status": "200"}, {"status": "304"}, request()])
def test_only_redirects_are_followed(answer: dict[str, Any]) -> None:
    assert next_event(asked(answer)) is None


@pytest.mark.parametrize(
    ("set_cookie", "expected"),
    [
        ("b=2; Path=/", "a=1; b=2"),
        (["a=3", "b=2; Secure"], "a=3; b=2"),
        ("a=; Max-Age=0", ""),
        ("a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("a=x;expires=Sun Feb 01 1970 00:00:00 GMT-0600 (Central Standard Time)", ""),
        ("a=x; Expires=Thu, 31 Dec 2099 19:00:00 GMT", "a=x"),
    ],
)
def test_cookies_go_along(set_cookie: Any, expected: str) -> None:
    given = request(headers=headers(host="www.example.com", cookie="a=1"))
    event = next_event(asked(redirect("/c", set_cookie=set_cookie), given))
    assert event is not None
    entries = event["Records"][0]["cf"]["request"]["headers"].get("cookie", [])
    assert "; ".join(entry["value"] for entry in entries) == expected


def test_an_origin_that_redirects_is_not_the_handlers_doing() -> None:
    given = response(status="302", headers=headers(location="/index.html"))
    made = event("origin-response", request("origin-response"), given)
    answer = response(status="302", headers=headers(location="/index.html", vary="Accept"))
    assert next_event(Exchange(invocation("origin-response", answer, made), Conditions())) is None


def test_at_origin_response_only_the_same_address_counts() -> None:
    same, other = (
        asked(redirect(uri), request("origin-response"), "origin-response")
        for uri in ("/index.html", "/other")
    )
    assert next_event(same) is not None
    assert next_event(other) is None


def walk(*steps: tuple[str, str], named: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    """Messages and levels for redirects from one address to the next."""
    exchanges = [
        asked(redirect(location), request(uri=uri), named=named) for uri, location in steps
    ]
    return [(each.message, each.level) for each in faults("EC702", *exchanges)]


def test_a_circle_is_found_where_it_closes() -> None:
    assert walk(("/a", "/a"))
    assert walk(("/a", "/b"), ("/b", "/a"))
    assert walk(("/x", "/a"), ("/a", "/b"), ("/b", "/a"))
    assert not walk(("/a", "/b"))
    assert not walk(("/a", "/b"), ("/b", "/c"))


def test_a_circle_of_pages_that_the_source_names_is_a_warning() -> None:
    assert walk(("/x", "/login"), ("/login", "/login"), named=("/login",))[0][1] == "warning"
    assert walk(("/x", "/login"), ("/login", "/login"))[0][1] is None
    assert walk(("/", "/"), named=("/",))[0][1] is None


@pytest.mark.parametrize(
    ("configured", "found"),
    [("/login", False), ("/log", False), ("https://login.example", True), ("", True)],
)
def test_a_page_that_a_custom_header_of_the_origin_names_is_the_operators(
    configured: str, *, found: bool
) -> None:
    custom = {**CUSTOM_ORIGIN["custom"], "customHeaders": headers(x_login=configured)}
    given = request("origin-request", uri="/login", origin={"custom": custom})
    assert bool(faults("EC702", asked(redirect("/login"), given, "origin-request"))) is found


@pytest.mark.parametrize(("told", "found"), [("/login", False), ("/log", True)])
def test_a_page_that_the_origin_names_is_the_origins(told: str, *, found: bool) -> None:
    exchange = Exchange(
        invocation(
            "origin-response",
            redirect("/login"),
            event(
                "origin-response",
                request("origin-response", uri="/login"),
                response(headers=headers(x_amz_meta_to=told)),
            ),
        ),
        Conditions(),
    )
    assert bool(faults("EC702", exchange)) is found


def test_too_many_hops_are_an_error() -> None:
    steps = [(f"/{number}", f"/{number + 1}") for number in range(MOST_HOPS + 1)]
    assert not walk(*steps[:MOST_HOPS])
    assert "not ended after 10 hops" in walk(*steps)[0][0]


def test_a_walk_that_only_gets_shorter_must_end() -> None:
    names = ["/a" + "/" * slashes for slashes in range(MOST_HOPS + 2, 0, -1)]
    steps = list(pairwise(names))
    assert len(steps) > MOST_HOPS
    assert not walk(*steps)
    assert walk(*steps, (names[-1], names[-1]))
    assert walk(*steps[:-1], (names[-2], "/another/of/that/length"))
