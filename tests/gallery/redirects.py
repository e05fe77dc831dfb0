"""Handlers that redirect."""

from typing import Any

from tests.gallery.case import PASSED, Case, asked
from tests.support import headers

BARE = headers(host="example.com")


def permanent(location: str) -> dict[str, Any]:
    """A redirect for good."""
    return {"status": "301", "headers.location": location, "body": None}


def temporary(location: str) -> dict[str, Any]:
    """A redirect that caches forget soon."""
    return {
        "status": "302",
        "headers.location": location,
        "headers.cache-control": "max-age=60",
        "body": None,
    }


def www(name: str, uri: str, query: str, target: str, **fields: Any) -> Case:
    """A request to the bare domain that is redirected to `target`."""
    expected = permanent(f"https://www.example.com{target}")
    fields = {"headers": BARE, "uri": uri, "querystring": query, **fields}
    return asked("redirect_to_www", name, expected, **fields)


def front_page(country: str, expected: dict[str, Any]) -> Case:
    """A request for the front page from a country."""
    found = headers(cloudfront_viewer_country=country)
    fields = {"uri": "/", "querystring": "a=&a=1", "headers": found}
    return asked("country_routing", country, expected, **fields)


CASES = (
    asked("redirect_to_www", "other host", PASSED),
    asked("redirect_to_www", "no headers", PASSED, headers={}),
    asked("redirect_to_www", "preflight", PASSED, headers=BARE, method="OPTIONS"),
    asked("redirect_to_www", "post", PASSED, headers=BARE, method="POST"),
    asked("redirect_to_www", "grows too long", PASSED, headers=BARE, uri="/" + "é" * 4000),
    www("root", "/", "", "/"),
    www("query", "/a", "b=&c=1&c=2&d", "/a?b=&c=1&c=2&d"),
    www("escapes", "/a%20b%2Fc", "q=a+b%2B", "/a%20b%2Fc?q=a+b%2B"),
    www("broken escapes", "/%zz%", "%C3", "/%25zz%25?%C3"),
    www("escape after percent sign", "/%%41%2%41", "", "/%25%41%252%41"),
    www("two slashes", "//evil.example/x", "", "//evil.example/x"),
    www("not ascii", "/café", "q=日本", "/caf%C3%A9?q=%E6%97%A5%E6%9C%AC"),
    www("lenient characters", '/a|b"<>\\', "f[]={}", "/a%7Cb%22%3C%3E%5C?f%5B%5D=%7B%7D"),
    www("plain characters", "/a;b@c:d!$'()*~", "e=,?/", "/a;b@c:d!$'()*~?e=,?/"),
    www("head", "/", "", "/", method="HEAD"),
    www("port and case", "/", "", "/", headers=headers(host="Example.com:443")),
    asked("redirect_expired", "permanent", permanent("/about/"), uri="/team/about-us"),
    asked(
        "redirect_expired",
        "query",
        permanent("/catalogue/?a=&a=%C3%A9&%25"),
        uri="/catalogue.html",
        querystring="a=&a=é&%",
    ),
    asked("redirect_expired", "temporary", temporary("/offers/"), uri="/summer-sale"),
    asked("redirect_expired", "post", PASSED, uri="/summer-sale", method="POST"),
    asked("redirect_expired", "target", PASSED, uri="/offers/"),
    asked("redirect_expired", "prototype", PASSED, uri="/constructor"),
    asked("redirect_expired", "long", PASSED, uri="/summer-sale", querystring="é" * 4000),
    front_page("DE", temporary("/de/?a=&a=1")),
    front_page("CH", temporary("/de/?a=&a=1")),
    front_page("FR", temporary("/fr/?a=&a=1")),
    front_page("US", PASSED),
    asked("country_routing", "no country", PASSED, uri="/"),
    asked(
        "country_routing",
        "another page",
        PASSED,
        uri="/de/",
        headers=headers(cloudfront_viewer_country="DE"),
    ),
)
