"""The fast check of an event: silent on all that is made, and not on what is broken by hand."""

import copy
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from edgeconform.model import EventType
from edgeconform.schemas import limits, load, tables
from edgeconform.strategies import EventOptions, Generator, base_event, corpus, is_valid, violations
from edgeconform.strategies.options import POLICIES
from tests.strategies.samples import boundary, drawn, options_of, random_events

Request = dict[str, Any]
Break = Callable[[Request], object]


@pytest.mark.parametrize("kind", list(EventType), ids=str)
def test_no_event_made_is_found_broken(kind: EventType) -> None:
    for event in (*random_events(kind)[::2], *drawn(kind), *boundary(kind)[::2]):
        assert violations(event, kind, options_of(kind)) == []


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("table", tables())
def test_no_event_of_other_options_is_found_broken(policy: Any, table: str) -> None:
    options = EventOptions(policy=policy, origin="s3", methods=("GET", "POST"), limits=table)
    generator = Generator("origin-response", options, seed=5)
    events = [generator.event() for _ in range(100)]
    for event in (*events, *list(corpus("origin-response", options))[::4]):
        assert violations(event, "origin-response", options) == []


@pytest.mark.parametrize("kind", list(EventType), ids=str)
def test_the_oracle_agrees(kind: EventType) -> None:
    oracle = jsonschema.Draft202012Validator(load(kind))
    for event in (*random_events(kind)[::40], *boundary(kind)[::16]):
        assert oracle.is_valid(event)


def put(name: str, *texts: str) -> Break:
    lines = [{"key": name.title(), "value": text} for text in texts]
    return lambda request: request["headers"].update({name: lines})


def field(name: str, value: Any) -> Break:
    return lambda request: request.update({name: value})


def without(name: str) -> Break:
    return lambda request: request["headers"].pop(name)


def custom(name: str, value: Any) -> Break:
    return lambda request: request["origin"]["custom"].update({name: value})


def custom_header(name: str, text: str = "x") -> Break:
    return custom("customHeaders", {name: [{"key": name, "value": text}]})


BODY = {"inputTruncated": False, "action": "read-only", "encoding": "base64", "data": ""}

BROKEN: list[tuple[str, str, Break]] = [
    ("schema", "viewer-request", field("method", "TRACE")),
    ("V1", "viewer-request", field("method", "DELETE")),
    ("V2", "viewer-request", field("body", BODY)),
    ("V2", "viewer-request", field("method", "POST")),
    ("V3", "viewer-request", field("uri", "/" + "a" * 8_160)),
    ("V3", "viewer-request", put("x-large", "v" * 32_700)),
    ("schema", "viewer-request", field("uri", "a")),
    ("schema", "viewer-request", field("uri", "/a?b")),
    ("V4", "viewer-request", field("querystring", "?a=1")),
    ("V6", "viewer-request", field("uri", "/\udc00")),
    ("V6", "viewer-request", put("x-a", "\udc00")),
    ("schema", "viewer-request", field("querystring", "a b")),
    ("schema", "viewer-request", put("x-a", "a\nb")),
    ("schema", "viewer-request", put("x-a")),
    ("V9", "viewer-request", lambda request: request["headers"]["host"][0].update(key="Hosts")),
    ("V11", "viewer-request", put("x-edge-thing", "1")),
    ("V11", "viewer-request", put("connection", "close")),
    ("V12", "viewer-request", put("set-cookie", "a=1")),
    *(
        ("V12", "viewer-request", put("host", odd))
        for odd in ("", "a", ".example.com", "a..b", "/")
    ),
    ("schema", "viewer-request", field("origin", {})),
    ("schema", "viewer-request", without("host")),
    ("schema", "origin-request", without("via")),
    ("schema", "origin-request", without("x-forwarded-for")),
    ("V13", "origin-request", put("x-forwarded-for", "192.0.2.1")),
    ("V13", "origin-request", put("accept-encoding", "gzip, deflate, br")),
    ("V13", "origin-request", put("user-agent", "curl/8")),
    ("V13", "origin-request", put("cookie", "a=1")),
    ("V13", "origin-request", put("host", "www.example.com")),
    ("V14", "origin-request", field("querystring", "a=1")),
    ("schema", "origin-request", field("origin", {})),
    ("schema", "origin-request", custom("port", 81)),
    ("schema", "origin-request", custom("keepaliveTimeout", 0)),
    ("V15", "origin-request", custom("responseCompletionTimeout", 1)),
    ("V21", "origin-request", custom_header("via")),
    ("V21", "origin-request", custom_header("cache-control")),
    ("V21", "origin-request", custom_header("x-long", "v" * 1_784)),
    ("V11", "origin-request", custom_header("x-edge-thing")),
]


@pytest.mark.parametrize(("name", "kind", "spoil"), BROKEN)
def test_what_is_broken_is_named(name: str, kind: str, spoil: Break) -> None:
    methods = ("GET", "POST", "PUT")
    include_body = name != "V2" or kind != "viewer-request"
    options = EventOptions(methods=methods, policy="minimal", include_body=include_body)
    if spoil is BROKEN[3][2]:
        options = EventOptions(methods=methods, include_body=True)
    event = copy.deepcopy(base_event(kind, options))
    assert violations(event, kind, options) == []
    assert is_valid(event, kind, options)
    spoil(event["Records"][0]["cf"]["request"])
    assert violations(event, kind, options)[0].partition(":")[0] == name
    assert not is_valid(event, kind, options)


@pytest.mark.parametrize(
    ("data", "cut", "found"),
    [("####", False, "V16"), ("QUJD", True, "V16"), ("QUJD", False, None)],
)
def test_bodies_are_looked_at(data: str, *, cut: bool, found: str | None) -> None:
    options = EventOptions(include_body=True, methods=("POST",))
    event = base_event("viewer-request", options)
    event["Records"][0]["cf"]["request"]["body"].update(data=data, inputTruncated=cut)
    names = {name.partition(":")[0] for name in violations(event, "viewer-request", options)}
    assert names == ({found} if found else set())


@pytest.mark.parametrize("value", [None, [], {}, {"Records": []}, {"Records": [{"cf": {}}]}])
def test_what_is_no_event_is_no_error(value: Any) -> None:
    (found,) = violations(value, "viewer-request")
    assert not is_valid(value, "viewer-request")
    assert found.startswith("schema")


@pytest.mark.parametrize("status", ["404", "600", 200, "20"])
def test_a_viewer_response_is_no_error(status: Any) -> None:
    event = base_event("viewer-response")
    event["Records"][0]["cf"]["response"]["status"] = status
    assert violations(event, "viewer-response")


def test_another_table_means_another_quota() -> None:
    event = base_event("viewer-request")
    lines = [{"key": "x-large", "value": "v" * 25_000}]
    event["Records"][0]["cf"]["request"]["headers"]["x-large"] = lines
    assert violations(event, "viewer-request") == []
    assert violations(event, "viewer-request", EventOptions(limits="2023-03"))
    lower = limits().override({"request.total": 10_000})
    assert violations(event, "viewer-request", EventOptions(limits=lower))


def test_unknown_fields_are_let_through() -> None:
    event = base_event("viewer-request")
    event["Records"][0]["cf"]["config"]["endpoint"] = "x"
    event["Records"][0]["cf"]["request"]["newer"] = {"a": 1}
    assert violations(event, "viewer-request") == []
