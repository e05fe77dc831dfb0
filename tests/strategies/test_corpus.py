"""The boundary corpus holds what has to be tried at least once."""

import json
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, Vocabulary, base_event, corpus, is_valid
from tests.strategies.samples import cf

URIS = """/ /index.html /a /a/ /a/b.html /v1.2/intro /v1.2/ /A.JPG /.well-known/x /favicon.ico
/robots.txt //evil.example/x /x//y /./a /a/../b /%2e%2e/b /a%20b /a+b /caf%C3%A9 /caf\u00e9
/%E3%81%82/ /a%2Fb /a%3Fb /100%25 /% /%zz /%C3 /a;p=1 /a,b /a:b@c /a'b /a(b) /a|b /a"b /a\\b
/en-US/ /%F0%9F%98%80 /%0d%0a /%00 /%2F/evil.example /%5Cevil.example /.evil.example"""

QUERIES = ["", "a=1&a=2", "a[]=1&a[]=2", "flag", "e=", "=v", "&&", "a=1;b=2", "q=a+b", "q=a%20b"]
QUERIES += ["q=a%2Bb", "q=%zz", "q=%", 'q={"a":1}', "__proto__=1", "constructor=1", "w=0", "w=-1"]
QUERIES += [
    "w=1e9",
    "w=NaN",
    "q=caf\u00e9",
    "q=%7B%22a%22%3A1%7D",
    "code=abc123&state=xyz",
    "%zz=1",
]

JARS: list[list[str]] = [["a=1; b=2; c=3"], ["a=1", "b=2"], ["flag"], [""], ["a=1;"], ["a=1; a=2"]]
JARS += [["a=YQ==; b=c=d"], ['a="quoted"; b="x y"']]
JARS += [["a=1; page/tab=2; cart[0]=3; user@site=4"]]

STATUSES = "200 201 204 206 301 302 304 307 400 401 403 404 405 410 416 429 500 502 503 504"

EVERY = pytest.mark.parametrize("kind", list(EventType), ids=str)


def events(kind: EventType, **options: Any) -> list[dict[str, Any]]:
    return [cf(event) for event in corpus(kind, EventOptions(**options))]


def lines(event: dict[str, Any], name: str, message: str = "request") -> list[str]:
    return [line["value"] for line in event[message]["headers"].get(name, [])]


@EVERY
def test_paths(kind: EventType) -> None:
    paths = {event["request"]["uri"] for event in events(kind)}
    assert set(URIS.split()) <= paths
    assert {len(path) for path in paths} >= {8_100}
    assert max(path.count("/") for path in paths) >= 100


@EVERY
def test_queries(kind: EventType) -> None:
    queries = {event["request"]["querystring"] for event in events(kind)}
    assert set(QUERIES) <= queries
    assert 7_900 in {len(query) for query in queries}
    assert max(query.count("&") for query in queries) == 499


@EVERY
def test_both_sides_of_the_length_of_a_url(kind: EventType) -> None:
    viewer = "a" * 20 + ".example"
    lengths = set()
    for event in events(kind):
        request = event["request"]
        target = (request["uri"] + "?" + request["querystring"]).removesuffix("?")
        lengths.add(len(f"https://{viewer}{target}"))
    assert {8_191, 8_192} <= lengths


def test_both_sides_of_the_size_of_a_request() -> None:
    sizes = set()
    for event in events(EventType.VIEWER_REQUEST):
        request = event["request"]
        text = f"{request['method']} {request['uri']}?{request['querystring']} HTTP/1.1\r\n"
        for name in request["headers"]:
            text += "".join(f"{name}: {value}\r\n" for value in lines(event, name))
        sizes.add(len(text.encode()))
    assert {32_767, 32_768} <= sizes
    assert max(sizes) == 32_768


@EVERY
def test_headers(kind: EventType) -> None:
    policy = "all-viewer" if kind.side == "origin" else None
    found = events(kind, policy=policy)
    jars = [lines(event, "cookie") for event in found]
    assert all(jar in jars for jar in JARS)
    assert max(sum(map(len, jar)) for jar in jars) >= 8_000
    assert max(len("".join(lines(event, "x-large"))) for event in found) == 8_192
    assert max(len(event["request"]["headers"]) for event in found) >= 60
    agents = {tuple(lines(event, "user-agent")) for event in found}
    for part in ("Googlebot", "curl/", "Firefox/", "Chrome/", "iPhone", "Health-Check"):
        assert any(part in agent[0] for agent in agents if agent)
    assert ("",) in agents
    assert (() in agents) == (kind.side == "viewer")
    wanted = {"authorization", "origin", "referer", "range", "if-none-match", "accept-language"}
    wanted |= {"via", "cdn-loop", "x-forwarded-host", "x-forwarded-for", "te", "warning"}
    names = {name for event in found for name in event["request"]["headers"]}
    assert wanted <= names
    assert "null" in {value for event in found for value in lines(event, "origin")}
    tokens = {value for event in found for value in lines(event, "authorization")}
    claims = {token.split(".")[1] for token in tokens if token.startswith("Bearer eyJ")}
    assert {b64decode(f"{each}==") for each in claims} >= {b'{"sub":"1"}', b"{}", b"null"}
    assert any(not value.isascii() for e in found for value in lines(e, "x-user"))
    assert any(len(lines(event, "accept")) > 1 for event in found)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("viewer-request", "cdn-loop content-length host transfer-encoding via"),
        (
            "origin-request",
            """accept-encoding cdn-loop content-length if-modified-since if-none-match if-range
            if-unmodified-since transfer-encoding via""",
        ),
    ],
)
def test_every_read_only_header_of_a_request(kind: str, names: str) -> None:
    for include_body in (True, False):
        found = events(EventType(kind), include_body=include_body)
        seen = {name for event in found for name in event["request"]["headers"]}
        assert set(names.split()) <= seen


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("origin-response", "transfer-encoding via"),
        ("viewer-response", "content-encoding content-length transfer-encoding via warning"),
    ],
)
def test_every_read_only_header_of_a_response(kind: str, names: str) -> None:
    found = events(EventType(kind))
    seen = {name for event in found for name in event["response"]["headers"]}
    assert set(names.split()) <= seen


def test_statuses_and_responses() -> None:
    found = events(EventType.ORIGIN_RESPONSE)
    assert {event["response"]["status"] for event in found} >= set(STATUSES.split())
    assert any("statusDescription" not in event["response"] for event in found)
    assert any(event["response"]["headers"] == {} for event in found)
    assert any(len(lines(event, "set-cookie", "response")) == 2 for event in found)
    assert any("" in lines(event, "x-empty", "response") for event in found)
    assert any("content-type" not in event["response"]["headers"] for event in found)
    encodings = {value for e in found for value in lines(e, "content-encoding", "response")}
    assert encodings == {"gzip", "br"}


def test_bodies() -> None:
    found = events(EventType.VIEWER_REQUEST, include_body=True)
    bodies = [event["request"]["body"] for event in found if "body" in event["request"]]
    assert {body["inputTruncated"] for body in bodies} == {True, False}
    assert "" in {body["data"] for body in bodies}
    kinds = {value.split(";")[0] for e in found for value in lines(e, "content-type")}
    assert {"multipart/form-data", "application/json", "text/plain"} <= kinds
    methods = {event["request"]["method"] for event in found if "body" in event["request"]}
    assert methods == {"POST", "PUT", "PATCH", "DELETE"}
    sent = [each for each in found if each["request"].get("body", {}).get("data")]
    assert any(not lines(each, "content-type") for each in sent)


def bounds(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda event: event["request"]["origin"].get("custom", {}).get(name)


@pytest.mark.parametrize("table", ["2026-10", "2023-03"])
def test_both_sides_of_the_bounds_of_an_origin(table: str) -> None:
    found = events(EventType.ORIGIN_REQUEST, limits=table)
    most = {"2026-10": 120, "2023-03": 60}[table]
    least = {"2026-10": 1, "2023-03": 4}[table]
    keepalive = {bounds("keepaliveTimeout")(event) for event in found}
    reading = {bounds("readTimeout")(event) for event in found}
    assert {1, 2, most - 1, most} <= keepalive
    assert {least, least + 1, most - 1, most} <= reading
    assert {80, 443, 1024, 1025, 65534, 65535} <= {bounds("port")(event) for event in found}
    assert {"http", "https"} <= {bounds("protocol")(event) for event in found}
    assert {len(bounds("path")(event) or "") for event in found} >= {0, 254, 255}
    assert 253 in {len(bounds("domainName")(event) or "") for event in found}
    completion = {bounds("responseCompletionTimeout")(event) for event in found}
    assert completion == ({None, 0, 30, 31, 60} if table == "2026-10" else {None})


@EVERY
def test_the_options_hold_in_the_corpus(kind: EventType) -> None:
    found = events(kind, methods=("GET", "HEAD"), origin="s3", policy="minimal")
    assert {event["request"]["method"] for event in found} == {"GET", "HEAD"}
    if kind.side == "origin":
        assert {tuple(event["request"]["origin"]) for event in found} == {("s3",)}
        assert {event["request"]["querystring"] for event in found} == {""}


@EVERY
def test_size_and_order(kind: EventType) -> None:
    made = list(corpus(kind))
    assert 300 <= len(made) <= 700
    assert made[0] == base_event(kind)
    texts = [json.dumps(event) for event in made]
    assert len(set(texts)) == len(texts)
    assert texts == [json.dumps(event) for event in corpus(kind)]


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
