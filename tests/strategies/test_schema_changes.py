"""The schema alone says what is made: change it, and the events change."""

import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from edgeconform.schemas import Schema, limits, load
from edgeconform.strategies import EventOptions, Generator, base_event, corpus
from tests.strategies.samples import cf


def changed(name: str, change: Callable[[Schema], object]) -> tuple[Schema, list[dict[str, Any]]]:
    schema = load(name)
    change(schema["$defs"])
    generator = Generator(name, seed=6, schema=schema)
    events = [generator.event() for _ in range(600)] + list(corpus(name, schema=schema))
    oracle = jsonschema.Draft202012Validator(schema)
    assert all(oracle.is_valid(event) for event in events[::15])
    return schema, [cf(event) for event in events]


def custom(events: list[dict[str, Any]], field: str) -> set[Any]:
    origins = [event["request"]["origin"] for event in events]
    return {origin["custom"][field] for origin in origins if "custom" in origin}


def test_an_enumeration() -> None:
    def change(parts: Schema) -> None:
        parts["request"]["properties"]["method"]["enum"] = ["GET", "QUERY"]

    _, events = changed("viewer-request", change)
    assert {event["request"]["method"] for event in events} == {"GET", "QUERY"}


def test_the_bounds_of_a_number() -> None:
    def change(parts: Schema) -> None:
        parts["customOrigin"]["properties"]["keepaliveTimeout"].update(minimum=7, maximum=9)

    _, events = changed("origin-request", change)
    assert custom(events, "keepaliveTimeout") == {7, 8, 9}


def test_the_values_of_a_port() -> None:
    def change(parts: Schema) -> None:
        port = parts["customOrigin"]["properties"]["port"]
        port["anyOf"] = [{"enum": [80]}, {"minimum": 3000, "maximum": 3002}]

    _, events = changed("origin-request", change)
    assert custom(events, "port") == {80, 3000, 3001, 3002}


def test_a_length() -> None:
    def change(parts: Schema) -> None:
        parts["request"]["properties"]["uri"]["maxLength"] = 20
        parts["originPath"]["maxLength"] = 30

    _, events = changed("origin-request", change)
    assert max(len(event["request"]["uri"]) for event in events) <= 20
    assert max(len(path) for path in custom(events, "path")) == 30


def test_a_pattern() -> None:
    def change(parts: Schema) -> None:
        parts["response"]["properties"]["status"]["pattern"] = "^5"

    _, events = changed("origin-response", change)
    statuses = {event["response"]["status"] for event in events}
    assert statuses == {"500", "502", "503", "504"}


def test_a_quota() -> None:
    def change(parts: Schema) -> None:
        parts["customHeaders"].update(maxProperties=4)
        parts["customHeaders"]["x-maxTotalLength"] = 2_000

    _, events = changed("origin-request", change)
    maps = [next(iter(event["request"]["origin"].values()))["customHeaders"] for event in events]
    assert max(map(len, maps)) == 4


def test_a_field_that_is_new() -> None:
    def change(parts: Schema) -> None:
        parts["config"]["properties"]["tenant"] = {"enum": ["a", "b"]}
        parts["config"]["properties"]["shielded"] = {"type": "boolean"}
        parts["config"]["properties"]["depth"] = {"type": "integer", "minimum": 1, "maximum": 2}
        parts["config"]["properties"]["label"] = {"type": "string", "minLength": 3, "maxLength": 9}
        parts["config"]["required"].append("depth")

    _, events = changed("viewer-response", change)
    configs = [event["config"] for event in events]
    assert {config.get("tenant") for config in configs} == {None, "a", "b"}
    assert {config.get("shielded") for config in configs} == {None, True, False}
    assert {config["depth"] for config in configs} == {1, 2}
    assert {len(config.get("label", "")) for config in configs} == {0, 3, 7, 9}


def test_a_field_that_is_gone() -> None:
    def change(parts: Schema) -> None:
        del parts["customOrigin"]["properties"]["responseCompletionTimeout"]
        parts["origin"]["oneOf"].pop()

    _, events = changed("origin-request", change)
    for event in events:
        assert set(event["request"]["origin"]) == {"custom"}
        assert "responseCompletionTimeout" not in event["request"]["origin"]["custom"]


def test_a_format_that_no_strategy_knows_is_named() -> None:
    def change(parts: Schema) -> None:
        parts["config"]["properties"]["serial"] = {"type": "string", "pattern": "^[A-Z]{7}$"}

    with pytest.raises(ValueError, match=r"config\.serial.*pattern"):
        changed("viewer-request", change)


def test_the_figures_of_a_table() -> None:
    options = EventOptions(limits=limits().override({"body.input.viewer": 100}), include_body=True)
    sizes = {len(cf(event)["request"].get("body", {}).get("data", "")) for event in corpus(
        "viewer-request", options)}  # fmt: skip
    assert max(sizes) == 136


@pytest.mark.parametrize(("table", "name"), [("2017-12", "x-amzn-trace-id"), ("2026-10", None)])
def test_headers_that_a_table_keeps_back(table: str, name: str | None) -> None:
    texts = repr(list(corpus("viewer-request", EventOptions(limits=table))))
    assert (re.search(r"'x-amzn-trace-id'", texts) is None) == (name is not None)


def test_the_base_event_is_ordinary() -> None:
    request = cf(base_event("viewer-request"))["request"]
    assert (request["method"], request["uri"], request["querystring"]) == ("GET", "/", "")
    assert sorted(request["headers"]) == ["accept", "host", "user-agent"]
