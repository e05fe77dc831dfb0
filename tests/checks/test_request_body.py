"""The body of a request."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Invocation, Json
from tests.support import codes, event, findings, invocation, request

REQUEST_TYPES = ["viewer-request", "origin-request"]
GIVEN = {"inputTruncated": False, "action": "read-only", "encoding": "base64", "data": "YT0x"}
CUT = {**GIVEN, "inputTruncated": True}


def posted(
    body: Json, given: dict[str, Any] | None = GIVEN, event_type: str = "viewer-request"
) -> Invocation:
    """The handler hands on a POST with `body`; the event's was the one given."""
    before = request(event_type, method="POST", **({} if given is None else {"body": given}))
    return invocation(event_type, {**before, "body": body}, event(event_type, before))


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (GIVEN, []),
        ({}, []),
        ("a=1", ["EC411"]),
        (None, ["EC411"]),
        ([], ["EC411"]),
        ({**GIVEN, "data": None}, ["EC411", "EC414"]),
        ({**GIVEN, "action": "replace", "data": None}, ["EC411"]),
        ({**GIVEN, "action": "replace", "data": {"a": 1}}, ["EC411"]),
        ({**GIVEN, "action": "replace", "data": 1}, ["EC411"]),
        ({**GIVEN, "action": "readonly"}, ["EC412"]),
        ({**GIVEN, "action": "Replace"}, ["EC412"]),
        ({**GIVEN, "action": None}, ["EC412"]),
        ({**GIVEN, "action": "replace"}, []),
        ({**GIVEN, "note": 1}, []),
    ],
)
def test_shape(event_type: str, body: Json, expected: list[str]) -> None:
    """An object with text in `data` and one of two actions."""
    assert codes(posted(body, event_type=event_type)) == expected


def replaced(data: str, **fields: Json) -> list[str]:
    """The codes for a handler that replaces the body."""
    return codes(posted({**GIVEN, "action": "replace", "data": data, **fields}))


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("base64", []),
        ("text", []),
        ("utf-8", ["EC413"]),
        ("BASE64", ["EC413"]),
        (None, ["EC413"]),
        (1, ["EC413"]),
    ],
)
def test_encoding(encoding: Json, expected: list[str]) -> None:
    """Two names."""
    assert replaced("YQ==", encoding=encoding) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", []),
        ("YQ==", []),
        ("YQ", []),
        ("YWI=", []),
        ("YWJj", []),
        ("+/+/", []),
        ("-_-_", []),
        ("YWJj\nYWJj\r\n", []),
        ("YWJjY", ["EC413"]),
        ("a=1", ["EC413"]),
        ('{"a":1}', ["EC413"]),
        ("hello world", ["EC413"]),
        ("Y===", ["EC413"]),
        ("café", ["EC413"]),
        ("YWJj\x00", ["EC413"]),
    ],
)
def test_base64(data: str, expected: list[str]) -> None:
    """What no decoder takes is refused, declared or by default; as text everything goes."""
    assert replaced(data) == expected
    without = {"action": "replace", "data": data}
    assert codes(posted(without)) == expected
    assert replaced(data, encoding="text") == []


def test_base64_that_the_event_brought() -> None:
    """Data of the event is not looked into."""
    odd = {**GIVEN, "data": "no base64!"}
    assert codes(posted({**odd, "action": "replace"}, odd)) == []


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, []),
        ({"data": "Yj0y"}, ["body.data"]),
        ({"encoding": "text"}, ["body.encoding"]),
        ({"data": "b=2", "encoding": "text"}, ["body.data", "body.encoding"]),
        ({"data": "b=2", "encoding": "utf-8"}, ["body.data", "body.encoding"]),
    ],
)
def test_edits_that_are_ignored(changes: dict[str, str], places: list[str]) -> None:
    """Data and encoding count for nothing while the action is read-only, said or by default."""
    unsaid = {key: value for key, value in GIVEN.items() if key != "action"}
    for body in (GIVEN, unsaid):
        found = findings(posted({**body, **changes}))
        assert [(f.code, f.place) for f in found] == [("EC414", place) for place in places]


@pytest.mark.parametrize("left_out", ["data", "encoding", "inputTruncated", "action"])
def test_leaving_fields_out(left_out: str) -> None:
    """A field that is left out is no change that goes lost."""
    assert codes(posted({key: value for key, value in GIVEN.items() if key != left_out})) == []


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
def test_a_body_without_include_body(event_type: str) -> None:
    """Only where it is asked for, and where the association has no Include Body."""
    made = posted({"action": "replace", "encoding": "text", "data": "x"}, None, event_type)
    assert codes(made) == []
    assert codes(made, None, "EC415") == ["EC415"]
    assert codes(made, Conditions(include_body=True), "EC415") == []
    assert codes(posted(GIVEN, event_type=event_type), None, "EC415") == []


@pytest.mark.parametrize("event_type", REQUEST_TYPES)
@pytest.mark.parametrize(
    ("given", "body", "expected"),
    [
        (CUT, {**CUT, "action": "replace"}, ["EC416"]),
        (CUT, {**CUT, "action": "replace", "data": "Yj0y"}, ["EC416"]),
        (CUT, {"action": "replace", "encoding": "text", "data": "b=2"}, ["EC416"]),
        (CUT, {"action": "replace", "encoding": "text", "data": ""}, []),
        (CUT, CUT, []),
        (CUT, {**CUT, "data": "Yj0y"}, ["EC414"]),
        (GIVEN, {**GIVEN, "action": "replace"}, []),
        (GIVEN, {**GIVEN, "action": "replace", "data": "Yj0y"}, []),
    ],
)
def test_truncated(event_type: str, given: dict[str, Any], body: Json, expected: list[str]) -> None:
    """A truncated body must not replace the whole one."""
    assert codes(posted(body, given, event_type)) == expected
