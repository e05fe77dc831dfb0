"""V1 to V14, looked for in every event made: what no request of CloudFront's can be."""

import base64
import re
from typing import Any

import pytest

from edgeconform.model import EventType
from edgeconform.schemas import limits
from edgeconform.strategies import EventOptions, Generator
from tests.strategies.samples import RANDOM, by_policy, cf, everything

EVERY = pytest.mark.parametrize("kind", list(EventType), ids=str)
ORIGIN = pytest.mark.parametrize("kind", [EventType.ORIGIN_REQUEST, EventType.ORIGIN_RESPONSE])
REQUESTS = pytest.mark.parametrize("kind", [EventType.VIEWER_REQUEST, EventType.ORIGIN_REQUEST])
VIEWER = pytest.mark.parametrize("kind", [EventType.VIEWER_REQUEST, EventType.VIEWER_RESPONSE])

METHODS = {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"}
DISALLOWED = re.compile(
    r"client-cert(-chain)?|cloudfront-viewer-cert-pem|connection|expect|keep-alive"
    r"|proxy-(authenticate|authorization|connection)|trailer|upgrade"
    r"|x-accel-(buffering|charset|limit-rate|redirect)|x-amz-cf-.*|x-cache|x-edge-.*"
    r"|x-amzn-(auth|cf-billing|cf-id|cf-xff|errortype|fle-profile|header-count|header-order"
    r"|lambda-integration-tag|requestid)|x-forwarded-proto|x-real-ip"
)
HOSTS = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def values(headers: dict[str, Any], name: str) -> list[str]:
    return [line["value"] for line in headers.get(name, [])]


@EVERY
def test_v1_methods(kind: EventType) -> None:
    seen = {event["request"]["method"] for event in everything(kind)}
    assert seen == METHODS


@EVERY
def test_v2_bodies(kind: EventType) -> None:
    for event in everything(kind):
        request = event["request"]
        if request["method"] in ("GET", "HEAD", "OPTIONS") or not kind.is_request:
            assert "body" not in request
        else:
            assert "body" in request


@EVERY
def test_v2_no_body_without_include_body(kind: EventType) -> None:
    generator = Generator(kind, seed=4)
    events = [cf(generator.event()) for _ in range(500)]
    assert not any("body" in event["request"] for event in events)


@EVERY
def test_v3_sizes(kind: EventType) -> None:
    for event in everything(kind):
        request = event["request"]
        target = request["uri"] + "?" + request["querystring"]
        asked = values(request["headers"], "host")[0] if kind.side == "viewer" else "a.example"
        assert len(f"https://{asked}{target.rstrip('?')}".encode()) <= 8192
        head = [f"{request['method']} {target} HTTP/1.1"]
        for lines in request["headers"].values():
            head += [f"{line['key']}: {line['value']}" for line in lines]
        assert len("\r\n".join(head).encode()) <= 32_768


@EVERY
def test_v3_a_smaller_quota(kind: EventType) -> None:
    table = limits().override({"request.total": 11_000})
    generator = Generator(kind, EventOptions(limits=table, policy="all-viewer"), seed=5)
    sizes = []
    for _ in range(RANDOM):
        request = cf(generator.event())["request"]
        head = request["uri"] + request["querystring"]
        for lines in request["headers"].values():
            head += "".join(f"{line['key']}: {line['value']}\r\n" for line in lines)
        sizes.append(len(head.encode()))
    assert 8_000 < max(sizes) <= 11_000


@EVERY
def test_v4_paths_and_queries(kind: EventType) -> None:
    for event in everything(kind):
        request = event["request"]
        assert request["uri"].startswith("/")
        assert "?" not in request["uri"]
        assert isinstance(request["querystring"], str)
        assert not request["querystring"].startswith("?")


@EVERY
def test_v5_paths_as_they_were_sent(kind: EventType) -> None:
    paths = {event["request"]["uri"] for event in everything(kind)}
    assert {"/a%20b", "/a/../b", "/./a", "/x//y", "/%2e%2e/b", "//evil.example/x"} <= paths


@EVERY
def test_v6_text_is_utf8(kind: EventType) -> None:
    raw = 0
    for event in everything(kind):
        repr(event).encode()
        raw += not event["request"]["uri"].isascii()
    assert 0 < raw < len(everything(kind)) / 10


@EVERY
def test_v7_queries_are_not_decoded(kind: EventType) -> None:
    queries = {event["request"]["querystring"] for event in everything(kind)}
    assert {"q=%E5%AE%B6", "q=a+b", "q=a%20b", "q=a%2Bb"} <= queries


@EVERY
def test_v8_no_blanks_controls_or_fragments(kind: EventType) -> None:
    lenient = 0
    for event in everything(kind):
        target = event["request"]["uri"] + event["request"]["querystring"]
        assert not re.search(r"[\x00-\x20\x7f#]", target)
        lenient += bool(re.search(r"[|\"<>{}\[\]^\\`]", target))
    assert 0 < lenient < len(everything(kind)) / 10


@EVERY
def test_v9_header_maps(kind: EventType) -> None:
    maps = [event["request"]["headers"] for event in everything(kind)]
    maps += [event["response"]["headers"] for event in everything(kind) if "response" in event]
    for headers in maps:
        for name, lines in headers.items():
            assert name == name.lower()
            assert lines
            assert all(set(line) == {"key", "value"} for line in lines)
            assert all(line["key"].lower() == name for line in lines)
            assert not any(re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line["value"]) for line in lines)
    keys = {line["key"] for headers in maps for lines in headers.values() for line in lines}
    assert {"host", "Host", "user-agent", "User-Agent"} <= keys


@EVERY
def test_v10_cookies(kind: EventType) -> None:
    jars = [values(event["request"]["headers"], "cookie") for event in everything(kind)]
    assert any(len(jar) > 1 for jar in jars)
    assert any("%" in value for jar in jars for value in jar)


@EVERY
def test_v11_headers_that_no_event_carries(kind: EventType) -> None:
    for event in everything(kind):
        request = event["request"]
        names = [*request["headers"], *event.get("response", {"headers": {}})["headers"]]
        for fields in request.get("origin", {}).values():
            names += fields["customHeaders"]
        assert not [name for name in names if DISALLOWED.fullmatch(name)]


@VIEWER
def test_v12_viewer_events_hold_what_the_viewer_sent(kind: EventType) -> None:
    spoofed = 0
    for event in everything(kind):
        request = event["request"]
        assert "origin" not in request
        assert HOSTS.fullmatch(*values(request["headers"], "host"))
        assert "cloudfront.net (CloudFront)" not in repr(values(request["headers"], "via"))
        assert "Amazon CloudFront" not in values(request["headers"], "user-agent")
        assert "set-cookie" not in request["headers"]
        spoofed += any(name.startswith("cloudfront-") for name in request["headers"])
    assert 0 < spoofed < len(everything(kind)) / 4


@ORIGIN
def test_v13_what_cloudfront_writes(kind: EventType) -> None:
    for event in everything(kind):
        request, headers = event["request"], event["request"]["headers"]
        ((origin, fields),) = request["origin"].items()
        assert values(headers, "x-forwarded-for")[0].split(", ")[-1] == request["clientIp"]
        assert "cloudfront.net (CloudFront)" in values(headers, "via")[0]
        assert len(values(headers, "user-agent")) == 1
        assert set(values(headers, "accept-encoding")) <= {"gzip", "br,gzip"}
        if origin == "s3":
            assert values(headers, "host") == [fields["domainName"]]


@ORIGIN
@pytest.mark.parametrize("policy", ["minimal", "geo"])
def test_v13_what_a_lean_policy_keeps_back(kind: EventType, policy: str) -> None:
    kept_back = {"accept", "accept-charset", "accept-language", "referer", "te", "cookie"}
    kept_back |= {"authorization", "x-http-method-override"}
    for event in by_policy(kind, policy):
        headers = event["request"]["headers"]
        (fields,) = event["request"]["origin"].values()
        assert values(headers, "user-agent") == ["Amazon CloudFront"]
        assert values(headers, "host") == [fields["domainName"]]
        assert not kept_back & headers.keys()


@ORIGIN
def test_v13_cloudfront_headers_by_policy(kind: EventType) -> None:
    def added(policy: str) -> float:
        events = by_policy(kind, policy)
        have = [any(n.startswith("cloudfront-") for n in e["request"]["headers"]) for e in events]
        return sum(have) / len(events)

    assert added("geo") > 0.99
    assert {added("minimal"), added("all-viewer"), added("all-viewer-except-host")} == {0.0}
    devices = [
        sum(values(e["request"]["headers"], f"cloudfront-is-{d}-viewer") == ["true"] for d in ALL)
        for e in by_policy(kind, "geo")
    ]
    assert max(devices) > 1


ALL = ("desktop", "mobile", "tablet", "smarttv", "ios", "android")


@ORIGIN
def test_v13_the_viewers_host_is_forwarded_only_where_asked(kind: EventType) -> None:
    def own(policy: str) -> set[bool]:
        found = set()
        for event in by_policy(kind, policy):
            for origin, fields in event["request"]["origin"].items():
                host = values(event["request"]["headers"], "host")
                found.add(origin == "custom" and host != [fields["domainName"]])
        return found

    assert own("all-viewer") == {True, False}
    assert own("all-viewer-except-host") == {False}


@ORIGIN
@pytest.mark.parametrize("policy", ["minimal", "geo", "all-viewer", "all-viewer-except-host"])
def test_v14_queries_only_where_forwarded(kind: EventType, policy: str) -> None:
    queries = {event["request"]["querystring"] for event in by_policy(kind, policy)}
    assert (queries == {""}) == (policy in ("minimal", "geo"))


@REQUESTS
def test_v16_bodies_are_base64_and_cut(kind: EventType) -> None:
    limit = 40_960 if kind is EventType.VIEWER_REQUEST else 1_048_576
    sizes = set()
    for event in everything(kind):
        if "body" in event["request"]:
            body = event["request"]["body"]
            size = len(base64.b64decode(body["data"], validate=True))
            sizes.add((size, body["inputTruncated"]))
            assert (body["action"], body["encoding"]) == ("read-only", "base64")
            declared = values(event["request"]["headers"], "content-length")
            assert not declared or (int(declared[0]) > size) == body["inputTruncated"]
    assert {(0, False), (limit - 1, False), (limit, False), (limit, True)} <= sizes
    assert max(size for size, _ in sizes) == limit
