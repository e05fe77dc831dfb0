"""The status and the body of a response."""

import base64
import gzip
from typing import Any

import pytest

from edgeconform.checks.binary import unencoded
from edgeconform.model import Json, Level
from tests.support import codes, event, findings, headers, invocation, response

CONTROL = "\x01"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
MISSING = object()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a" * 29 + CONTROL * 3, ""),
        ("a" * 28 + CONTROL * 4, "binary data"),
        (CONTROL * 31, ""),
        (CONTROL * 32, "binary data"),
    ],
)
def test_more_than_a_tenth_of_control_characters_are_no_text(text: str, what: str) -> None:
    assert unencoded(text) == what


def generated(event_type: str = "viewer-request", **fields: Json) -> list[str]:
    """The codes for a response generated with these fields."""
    return codes(invocation(event_type, {"status": "200", **fields}))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("200", []),
        ("599", []),
        (200, []),
        (599, []),
        ("199", ["EC212"]),
        ("600", ["EC212"]),
        (199, ["EC212"]),
        (600, ["EC212"]),
        (0, ["EC212"]),
        (-200, ["EC212"]),
        ("99", ["EC212"]),
        ("9" * 5000, ["EC212"]),
        ("0200", ["EC213"]),
        ("200 OK", ["EC213"]),
        ("abc", ["EC213"]),
        ("", ["EC213"]),
        (True, ["EC213"]),
        (None, ["EC213"]),
        (200.5, ["EC213"]),
        (["200"], ["EC213"]),
    ],
)
@pytest.mark.parametrize("event_type", ["viewer-request", "origin-request", "origin-response"])
def test_status(event_type: str, status: Json, expected: list[str]) -> None:
    """A number out of range is an error, what is no number a warning, an integer fine."""
    made = invocation(event_type, response(status=status, headers=response_headers(event_type)))
    assert codes(made) == expected


def response_headers(event_type: str) -> dict[str, Any]:
    """Those of the event where it has a response, none where the response is generated."""
    headers: dict[str, Any] = response()["headers"]
    return headers if event_type.endswith("response") else {}


@pytest.mark.parametrize("result", [{"headers": {}}, {"body": "x"}, {"statusDescription": "OK"}])
def test_a_response_without_status(result: Json) -> None:
    assert codes(invocation("viewer-request", result)) == ["EC211"]


@pytest.mark.parametrize(
    ("given", "changed", "expected"),
    [
        ("200", {}, []),
        ("200", {"status": 200}, []),
        ("200", {"status": 200.0}, []),
        ("200", {"status": 200.5}, ["EC214"]),
        ("200", {"status": "404"}, ["EC214"]),
        ("304", {"status": 200}, ["EC214"]),
        ("200", {"status": None}, ["EC214"]),
        ("200", {"statusDescription": "Fine"}, []),
    ],
)
def test_status_at_viewer_response(given: str, changed: Json, expected: list[str]) -> None:
    before = response(status=given)
    made = invocation(
        "viewer-response", {**before, **changed}, event("viewer-response", None, before)
    )
    assert codes(made) == expected


@pytest.mark.parametrize("body", [None, {"ok": True}, [], 1, {"type": "Buffer", "data": [1]}])
def test_a_body_that_is_no_string(body: Json) -> None:
    assert generated(body=body) == ["EC215"]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("text", []), ("base64", []), ("utf-8", ["EC216"]), ("BASE64", ["EC216"]), (None, ["EC216"])],
)
def test_body_encoding(encoding: Json, expected: list[str]) -> None:
    assert generated(body="aGVsbG8=", bodyEncoding=encoding) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("aGVsbG8=", []),
        ("aGVsbG8", []),
        ("aGVs\r\nbG8=", []),
        ("_-_-", []),
        ("", []),
        ("aGVsb", ["EC217"]),
        ("a", ["EC217"]),
        ("<html>", ["EC217"]),
        ("caf\u00e9", ["EC217"]),
        ("data:image/png;base64,aGVsbG8=", ["EC217"]),
    ],
)
def test_base64(body: str, expected: list[str]) -> None:
    """Line breaks, the alphabet of URLs and missing padding are not documented to fail."""
    assert generated(body=body, bodyEncoding="base64") == expected


@pytest.mark.parametrize(
    ("event_type", "status", "body", "level"),
    [
        ("viewer-request", "204", "x", Level.ERROR),
        ("viewer-request", 204, "x", Level.ERROR),
        ("viewer-request", "204", "", Level.WARNING),
        ("viewer-request", "204", MISSING, None),
        ("origin-request", "204", "", Level.ERROR),
        ("origin-request", "200", "", None),
        ("origin-response", "204", "x", None),
    ],
)
def test_no_body_with_204(event_type: str, status: Json, body: Any, level: Level | None) -> None:
    result = response(status=status, headers=response_headers(event_type))
    if body is not MISSING:
        result["body"] = body
    found = findings(invocation(event_type, result))
    assert [(f.code, f.level) for f in found] == ([("EC218", level)] if level else [])


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"body": "x"}, "body"),
        ({"body": ""}, "body"),
        ({"body": "eA==", "bodyEncoding": "base64"}, "body"),
        ({"bodyEncoding": "text"}, "bodyEncoding"),
        ({}, None),
    ],
)
def test_no_body_at_viewer_response(fields: Json, place: str | None) -> None:
    found = findings(invocation("viewer-response", response(**fields)))
    assert [(f.code, f.place) for f in found] == ([("EC218", place)] if place else [])


def encoded(content: bytes) -> str:
    """The base64 form, as text."""
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (encoded(PNG), ["EC219"]),
        (encoded(gzip.compress(b"hello, world" * 9, mtime=0)), ["EC219"]),
        (encoded(b"<!DOCTYPE html><title>Hello</title>"), ["EC219"]),
        (encoded(b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(32)), ["EC219"]),
        (encoded(b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(32)), []),
        (PNG.decode("latin-1"), ["EC219"]),
        (PNG.decode("utf-8", "replace"), ["EC219"]),
        (gzip.compress(b"hello", mtime=0).decode("utf-8", "replace"), ["EC219"]),
        ("%PDF-1.7 text", ["EC219"]),
        ("\x01\x02" * 32, ["EC219"]),
        ("", []),
        ("\x00", []),
        ("A" * 64, []),
        (encoded(b"some bytes of no known format, only text"), []),
        (f"data:image/png;base64,{encoded(PNG)}", []),
        (f'<img src="data:image/png;base64,{encoded(PNG)}">', []),
        ("caf\u00e9 \u65e5\u672c\u8a9e \U0001f600" * 9, []),
        ("one broken \ufffd character in a page of text that is otherwise fine", []),
    ],
)
def test_binary_as_text(body: str, expected: list[str]) -> None:
    assert generated(body=body) == expected
    assert generated(body=body, bodyEncoding="text") == expected


@pytest.mark.parametrize("content_type", ["Text/Plain", "application/json; charset=utf-8"])
def test_base64_may_be_meant_as_text(content_type: str) -> None:
    made = headers(content_type=content_type)
    assert generated(body=encoded(PNG), headers=made) == []
    assert generated(body=PNG.decode("latin-1"), headers=made) == ["EC219"]


@pytest.mark.parametrize(
    ("coding", "fields", "expected"),
    [
        ("gzip", {"body": "hello"}, ["EC219"]),
        (" GZIP", {"body": "hello"}, ["EC219"]),
        ("br", {"body": "hello", "bodyEncoding": "text"}, ["EC219"]),
        ("identity", {"body": "hello"}, []),
        ("gzip", {"body": ""}, []),
        ("gzip", {}, []),
        ("gzip", {"body": encoded(gzip.compress(b"hello", mtime=0)), "bodyEncoding": "base64"}, []),
    ],
)
def test_text_that_is_declared_to_be_compressed(
    coding: str, fields: Json, expected: list[str]
) -> None:
    assert generated(headers=headers(content_encoding=coding), **fields) == expected
