"""The form of the header map."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import EventType, Json, Level
from tests.support import codes, event, findings, headers, invocation, request, response

TYPES = [str(one) for one in EventType]
ENTRY = {"key": "X-Frame-Options", "value": "DENY"}


def with_map(event_type: str, added: dict[str, Json]) -> dict[str, Any]:
    """The ordinary message of an event type with more in its header map."""
    message = request(event_type) if event_type.endswith("request") else response()
    return {**message, "headers": message["headers"] | added}


def judged(added: dict[str, Json], event_type: str = "origin-response") -> list[str]:
    """The codes for a handler that adds to the header map."""
    return codes(invocation(event_type, with_map(event_type, added)))


@pytest.mark.parametrize("event_type", TYPES)
@pytest.mark.parametrize("value", [None, [], [ENTRY], "x", 1, True])
def test_the_map_is_an_object(event_type: str, value: Json) -> None:
    """Everything else is refused, and nothing more said about it."""
    message = request(event_type) if event_type.endswith("request") else response()
    assert codes(invocation(event_type, {**message, "headers": value})) == ["EC304"]


@pytest.mark.parametrize("event_type", ["viewer-request", "origin-request"])
def test_the_map_of_a_generated_response(event_type: str) -> None:
    """Empty or left out is fine, null is not."""
    assert codes(invocation(event_type, {"status": "200", "headers": {}})) == []
    assert codes(invocation(event_type, {"status": "200"})) == []
    assert codes(invocation(event_type, {"status": "200", "headers": None})) == ["EC304"]


@pytest.mark.parametrize("event_type", TYPES)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([ENTRY], []),
        ([{"value": "DENY"}], []),
        ([{**ENTRY, "note": 1}], []),
        ([ENTRY, ENTRY], []),
        ([], []),
        ("DENY", ["EC305"]),
        (ENTRY, ["EC305"]),
        (None, ["EC305"]),
        (1, ["EC305"]),
        (["DENY"], ["EC305"]),
        ([None], ["EC305"]),
        ([["DENY"]], ["EC305"]),
        ([{"key": "X-Frame-Options"}], ["EC305"]),
        ([{"key": "X-Frame-Options", "Value": "DENY"}], ["EC305"]),
    ],
)
def test_entries(event_type: str, value: Json, expected: list[str]) -> None:
    """A list of objects, each with a value."""
    assert judged({"x-frame-options": value}, event_type) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("DENY", []),
        ("", []),
        (None, [("EC306", Level.ERROR)]),
        (1, [("EC306", Level.ERROR)]),
        (1.5, [("EC306", Level.ERROR)]),
        (False, [("EC306", Level.ERROR)]),
        ({"value": "DENY"}, [("EC306", Level.ERROR)]),
        (["DENY", 1], [("EC306", Level.ERROR)]),
        ([None], [("EC306", Level.ERROR)]),
        (["DENY"], [("EC306", Level.WARNING)]),
        (["a", "b"], [("EC306", Level.WARNING)]),
        ([], [("EC306", Level.WARNING)]),
    ],
)
def test_values(value: Json, expected: list[tuple[str, Level]]) -> None:
    """Strings; a list of strings is a warning, anything else an error."""
    result = with_map("viewer-response", {"x-frame-options": [{"value": value}]})
    found = findings(invocation("viewer-response", result))
    assert [(f.code, f.level) for f in found] == expected


def test_one_finding_for_each_header() -> None:
    """Two faulty headers are two findings, two faulty entries of one are at one place."""
    result = with_map("viewer-response", {"a": "x", "b": [1, 2]})
    found = findings(invocation("viewer-response", result))
    assert [f.place for f in found] == ["headers.a", "headers.b", "headers.b"]


@pytest.mark.parametrize(
    ("named", "place"),
    [
        (frozenset(), "headers.x-frame-options"),
        (frozenset({"x-frame-options"}), "headers.x-frame-options"),
        (frozenset({"something-else"}), "headers.*"),
    ],
)
def test_the_place_does_not_hold_names_of_the_event(named: frozenset[str], place: str) -> None:
    """A name that the source does not hold shares its place with all others of the kind."""
    result = with_map("viewer-response", {"X-Frame-Options": "DENY"})
    found = findings(invocation("viewer-response", result), Conditions(named=named))
    assert {f.place for f in found} == {place}


@pytest.mark.parametrize("event_type", TYPES)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x-frame-options", []),
        ("x_frame", []),
        ("!#$%&'*+-.^_`|~09az", []),
        ("", ["EC309"]),
        ("x frame", ["EC309"]),
        ("x-frame:", ["EC309"]),
        (":path", ["EC309"]),
        ('"x"', ["EC309"]),
        ("x-frame\n", ["EC309"]),
        ("x-främé", ["EC309"]),
        ("x/y", ["EC309"]),
    ],
)
def test_names(event_type: str, name: str, expected: list[str]) -> None:
    """An RFC 9110 token."""
    assert judged({name: [{"value": "x"}]}, event_type) == expected


def levels(given: dict[str, Json], returned: dict[str, Json]) -> list[tuple[str, Level]]:
    """What is found where a handler turns one header map into the other."""
    made = invocation(
        "viewer-response",
        {**response(), "headers": returned},
        event("viewer-response", None, {**response(), "headers": given}),
    )
    return [(f.code, f.level) for f in findings(made)]


CACHED = headers(cache_control="no-cache")


@pytest.mark.parametrize(
    ("given", "returned", "expected"),
    [
        ({}, CACHED, []),
        ({}, {"Cache-Control": CACHED["cache-control"]}, [("EC310", Level.WARNING)]),
        (
            CACHED,
            {**CACHED, "Cache-Control": CACHED["cache-control"]},
            [("EC310", Level.ERROR)],
        ),
        (
            {},
            {"CACHE-CONTROL": CACHED["cache-control"], "Cache-Control": CACHED["cache-control"]},
            [("EC310", Level.ERROR)],
        ),
        ({"X-Odd": [ENTRY]}, {"X-Odd": [ENTRY], **CACHED}, []),
        ({"X-Odd": [ENTRY], "x-odd": [ENTRY]}, {"X-Odd": [ENTRY], "x-odd": [ENTRY], **CACHED}, []),
    ],
)
def test_the_case_of_names(
    given: dict[str, Json], returned: dict[str, Json], expected: list[tuple[str, Level]]
) -> None:
    """Upper case is a warning, a duplicate an error, and what the event brought neither."""
    assert levels(given, returned) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([ENTRY], []),
        ([{"key": "x-frame-OPTIONS", "value": "DENY"}], []),
        ([{"value": "DENY"}], ["EC311"]),
        ([{"key": None, "value": "DENY"}], ["EC311"]),
        ([{"key": "X-Frame", "value": "DENY"}], ["EC311"]),
        ([], ["EC311"]),
    ],
)
def test_keys(entries: list[Json], expected: list[str]) -> None:
    """Only where it is asked for: present, a string, the name of the map."""
    made = invocation("viewer-response", with_map("viewer-response", {"x-frame-options": entries}))
    assert codes(made, None, "EC311") == expected
    assert codes(made) == []


def test_keys_of_the_event() -> None:
    """Entries that the event brought are no finding, nor is removing one of them."""
    odd = {**response(), "headers": {"x-odd": [{"value": "a"}, {"key": 1, "value": "b"}]}}
    shorter = {**odd, "headers": {"x-odd": odd["headers"]["x-odd"][:1]}}
    made = invocation("viewer-response", shorter, event("viewer-response", None, odd))
    assert codes(made, None, "EC311") == []
