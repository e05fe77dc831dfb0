"""What a source says, in the boundary corpus."""

from base64 import b64decode

import pytest

from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, Vocabulary, corpus, is_valid
from tests.strategies.samples import EVERY, cf, lines


def test_what_a_message_has_once_is_not_repeated() -> None:
    names = ("if-modified-since", "if-none-match", "user-agent")
    words = Vocabulary(header_names=(*names, "x-many"), headers=(("authorization", "me"),))
    given = [cf(event) for event in corpus(EventType.ORIGIN_REQUEST, EventOptions(), words)]
    most = {name: max(len(lines(event, name)) for event in given) for name in (*names, "x-many")}
    assert most == {**dict.fromkeys(names, 1), "x-many": 2}
    assert max(len(lines(event, "authorization")) for event in given) == 1


WORDS = Vocabulary(
    uris=("/old",),
    segments=("secret", "dmg"),
    extensions=(".avif",),
    header_names=("x-beta", "accept-language"),
    headers=(("x-mode", "fast"),),
    query_keys=("debug",),
    queries=(("mode", "raw"),),
    cookie_names=("auth",),
    cookies=(("group", "beta"),),
    hosts=("api.example.test",),
    domains=("assets.s3.eu-west-1.amazonaws.com", "origin.example.test", "no domain"),
    addresses=("198.51.100.77", "2001:db8::77", "fe80::1%eth0", "localhost"),
    countries=("NZ",),
    statuses=("418",),
    strings=("needle",),
)


@EVERY
def test_each_word_stands_in_each_place_that_it_fits(kind: EventType) -> None:
    found = [cf(event) for event in corpus(kind, None, WORDS)]
    requests = [event["request"] for event in found]
    paths = {request["uri"] for request in requests}
    assert {"/old", "/old/x", "/oldx", "/secret", "/a/secret", "/a.avif", "/old/secret"} <= paths
    assert {"/needle", "/old/needle"} <= paths
    assert {
        "/old.evil.example/x",
        "/old/a%20b",
        "/old/caf%C3%A9",
        "/old/%zz",
        "/a%20b.avif",
        "/old/caf%C3%A9.avif",
        "/old/99999/x",
        "/old//evil.example/x",
        "/a.dmg",
        "/secret/99999/x",
        "/secret//evil.example/x",
    } <= paths
    read_there = {r["querystring"] for r in requests if r["uri"] == "/old"}
    assert {"debug=1", "debug=%2Fa%0d%0aX:b", "mode=99999&debug=99999"} & read_there
    assert "debug=99999999999999999999&mode=99999999999999999999" in read_there
    queries = {request["querystring"] for request in requests}
    assert {"debug=constructor", "debug=%2F%5Cevil.example"} <= queries
    assert {"mode=raw", "debug=1", "debug=", "debug", "debug=1&debug=2", "debug=needle"} <= queries
    many = [event for event in found if "c179=1" in "".join(lines(event, "cookie"))]
    assert "/old" in {event["request"]["uri"] for event in many}
    jars = {tuple(lines(event, "cookie")) for event in found}
    assert {("group=beta",), ("a=1", "group=beta"), ("auth=",), ("auth",)} <= jars
    assert ("auth=eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",) in jars
    beta = {tuple(lines(event, "x-beta")) for event in found}
    assert {(), ("",), ("1",), ("needle",), ("a", "b")} <= beta
    assert ("fast",) in {tuple(lines(event, "x-mode")) for event in found}
    clients = {request["clientIp"] for request in requests}
    assert {"198.51.100.77", "2001:db8::77"} <= clients
    assert not {"fe80::1%eth0", "localhost"} & clients
    if kind.side == "viewer":
        assert ["api.example.test"] in [lines(event, "host") for event in found]
    else:
        origins = [next(iter(request["origin"].items())) for request in requests]
        names = {(origin, fields["domainName"]) for origin, fields in origins}
        assert ("s3", "assets.s3.eu-west-1.amazonaws.com") in names
        assert ("custom", "origin.example.test") in names
        assert ["NZ"] in [lines(event, "cloudfront-viewer-country") for event in found]


def test_a_cookie_that_a_source_names_comes_before_what_may_be_one() -> None:
    """However many other words of the source may be names of cookies, too."""
    others = tuple(f"word{number}" for number in range(12))
    words = Vocabulary(cookie_names=("auth",), cookie_guesses=others, cookie_values=others)
    found = [cf(event) for event in corpus("viewer-request", None, words)]
    jars = {tuple(lines(event, "cookie")) for event in found}
    assert {("auth",), ("auth=",), ("a=1", "auth=1"), ("auth=1; auth=2",), ("auth=%zz",)} <= jars


def custom_headers(words: Vocabulary) -> set[tuple[tuple[str, str], ...]]:
    """The custom headers of all origins in a corpus."""
    origins = [cf(event)["request"]["origin"] for event in corpus("origin-request", None, words)]
    maps = [fields["customHeaders"] for origin in origins for fields in origin.values()]
    return {tuple((name, entries[0]["value"]) for name, entries in one.items()) for one in maps}


def test_custom_headers_that_are_asked_for_come_alone_and_together() -> None:
    names = ("x-user", "x-key", "via", "cloudfront-viewer-country")
    words = Vocabulary(custom_names=names, strings=("needle",))
    found = custom_headers(words)
    assert {(("x-user", "1"),), (("x-key", "needle"),)} <= found
    assert {(("x-user", value), ("x-key", value)) for value in ("1", "needle")} <= found
    assert not {name for one in found for name, _ in one} & {"via", "cloudfront-viewer-country"}
    named = custom_headers(words | Vocabulary(headers=(("x-user", "ann"),)))
    assert {(("x-user", "ann"),), (("x-user", "ann"), ("x-key", "1"))} <= named


def test_bodies_have_the_fields_that_are_asked_for() -> None:
    words = Vocabulary(fields=("email", "a b"), strings=("password=x", "quiet", "="))
    options = EventOptions(include_body=True)
    requests = [cf(event)["request"] for event in corpus("viewer-request", options, words)]
    sent = {b64decode(request["body"]["data"]) for request in requests if "body" in request}
    assert {b"email=1&a%20b=1", b"email=&a%20b=", b"email=a&other=b", b"password=x"} <= sent
    assert {b'{"email": "a", "a b": "a"}', b'{"email": null, "a b": null}'} <= sent
    assert b"password=x\nquiet\n=" in sent


@pytest.mark.parametrize("kind", ["viewer-request", "origin-request"])
def test_forms_with_the_fields_that_are_asked_for_are_cut_off_on_each_path(kind: str) -> None:
    words = Vocabulary(uris=("/login", "/signup"), fields=("email",), strings=("token=x",))
    options = EventOptions(include_body=True)
    requests = [cf(event)["request"] for event in corpus(kind, options, words)]
    cut = [each for each in requests if each.get("body", {}).get("inputTruncated")]
    for field in (b"email=1&", b"token=x&"):
        of_field = [each for each in cut if b64decode(each["body"]["data"]).startswith(field)]
        assert {"/login", "/signup"} < {each["uri"] for each in of_field}


def test_a_long_value_of_each_parameter_is_tried_on_each_path() -> None:
    words = Vocabulary(uris=("/qr.svg", "/bars.svg"), query_keys=("text", "code"))
    events = corpus("viewer-request", EventOptions(), words)
    found = [cf(event)["request"] for event in events]
    pairs = [(each["uri"], each["querystring"].partition("=")) for each in found]
    long = {(uri, key) for uri, (key, _, value) in pairs if len(value) >= 1_000}
    assert long >= {(uri, key) for uri in words.uris for key in words.query_keys}


@pytest.mark.parametrize(("status", "is_tried"), [("404", True), ("302", True), ("700", False)])
def test_a_status_that_the_source_names_meets_odd_paths(status: str, is_tried: bool) -> None:
    """A handler that makes a redirect of a 404 is given one for `//evil.example/x`."""
    found = list(corpus("origin-response", vocabulary=Vocabulary(statuses=(status,))))
    responses = list(map(cf, found))
    paths = {each["request"]["uri"] for each in responses if each["response"]["status"] == status}
    assert ({"//evil.example/x", "/%zz", "/a%20b", "/a/"} <= paths) == is_tried
    assert all(is_valid(event, "origin-response") for event in found)
