"""EC707: headers of the old body under a new one."""

import base64
import gzip
from typing import Any

import pytest

from tests.support import event, findings, headers, invocation, request, response

PACKED = headers(content_encoding="gzip", content_length="900", etag='"a"')
TEXT = "a page"
ZIPPED = base64.b64encode(gzip.compress(TEXT.encode(), mtime=0)).decode()
UNPADDED = ZIPPED.rstrip("=")
FOR_URLS = base64.urlsafe_b64encode(gzip.compress(b"a page!", mtime=0)).decode()


def levels(given: dict[str, Any], method: str = "GET", **fields: Any) -> dict[str, str]:
    """The places found, with their levels, when an origin's response comes out with `fields`."""
    before = response(status="404", headers=given)
    asked = request("origin-response", method=method)
    made = event("origin-response", asked, before)
    found = findings(invocation("origin-response", {**before, **fields}, made))
    assert {each.code for each in found} <= {"EC707"}
    return {each.place.removeprefix("headers."): str(each.level) for each in found}


ALL = {"content-encoding": "error", "content-length": "warning", "etag": "warning"}
SIZE_AND_TAG = {"content-length": "warning", "etag": "warning"}
ENCODED = base64.b64encode(TEXT.encode()).decode()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"body": TEXT}, ALL),
        ({"body": ENCODED, "bodyEncoding": "base64"}, ALL),
        ({"body": ZIPPED, "bodyEncoding": "base64"}, SIZE_AND_TAG),
        ({"body": UNPADDED, "bodyEncoding": "base64"}, SIZE_AND_TAG),
        ({"body": FOR_URLS, "bodyEncoding": "base64"}, SIZE_AND_TAG),
        ({"body": ENCODED.rstrip("="), "bodyEncoding": "base64"}, ALL),
        ({"body": ""}, {}),
        ({}, {}),
        ({"body": TEXT, "headers": {}}, {}),
        ({"body": TEXT, "headers": headers(etag='"b"', content_length="6")}, {}),
    ],
)
def test_what_stays_behind(fields: dict[str, Any], expected: dict[str, str]) -> None:
    assert levels(PACKED, **fields) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (headers(content_length="6"), {}),
        (headers(content_length="7"), {"content-length": "warning"}),
        (headers(content_encoding="identity"), {}),
        (headers(content_encoding="BR"), {"content-encoding": "error"}),
    ],
)
def test_what_fits_the_new_body_may_stay(given: dict[str, Any], expected: dict[str, str]) -> None:
    assert levels(given, body=TEXT) == expected


def test_a_head_request_gets_no_body() -> None:
    assert levels(PACKED, "HEAD", body=TEXT) == {}


@pytest.mark.parametrize("body", [ZIPPED, base64.b64decode(ZIPPED).decode("latin-1")])
@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (headers(content_encoding="gzip"), [("EC219", "error")]),
        (headers(content_encoding="X-GZip"), [("EC219", "error")]),
        (headers(), [("EC219", "warning")]),
    ],
)
def test_gzip_that_is_sent_as_text_is_told_once(
    body: str, kept: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    before = response(status="404", headers=kept)
    made = event("origin-response", request("origin-response"), before)
    found = findings(invocation("origin-response", {**before, "body": body}, made))
    assert [(each.code, each.level) for each in found] == expected


def test_gzip_under_another_coding_is_wrong_twice() -> None:
    before = response(status="404", headers=headers(content_encoding="br"))
    made = event("origin-response", request("origin-response"), before)
    found = findings(invocation("origin-response", {**before, "body": ZIPPED}, made))
    assert [(each.code, each.level) for each in found] == [("EC219", "warning"), ("EC707", "error")]


def test_base64_that_calls_itself_plain_text_is_not_compressed() -> None:
    kept = headers(content_encoding="gzip", content_type="text/plain")
    assert levels(kept, body=ZIPPED) == {"content-encoding": "error"}


def test_a_body_that_cannot_be_decoded_is_not_called_uncompressed() -> None:
    before = response(status="404", headers=PACKED)
    made = event("origin-response", request("origin-response"), before)
    answer = {**before, "body": "<p>", "bodyEncoding": "base64"}
    assert [each.code for each in findings(invocation("origin-response", answer, made))] == [
        "EC217"
    ]
