"""The boundary corpus holds what has to be tried at least once."""

import json
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from edgeconform.model import EventType
from edgeconform.strategies import EventOptions, base_event, corpus
from tests.strategies.samples import EVERY, cf, lines

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


def events(kind: EventType, **options: Any) -> list[dict[str, Any]]:
    return [cf(event) for event in corpus(kind, EventOptions(**options))]


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
