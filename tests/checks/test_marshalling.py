"""What serialisation refuses, and what it changes."""

from typing import Any

import orjson
import pytest

from edgeconform.model import Conversion, Outcome, Returned, SignatureRefused, Unserialisable
from tests.support import NODEJS, codes, findings, invocation, request, response

MARSHAL = "Unable to marshal response: "


@pytest.mark.parametrize(
    ("outcome", "code", "place"),
    [
        (
            Unserialisable(
                error_type="Runtime.MarshalError",
                message=f"{MARSHAL}Object of type set is not JSON serializable",
            ),
            "EC107",
            "result set",
        ),
        (
            Unserialisable(
                error_type="Runtime.MarshalError",
                message=f"{MARSHAL}Circular reference detected",
            ),
            "EC107",
            "result Runtime.MarshalError",
        ),
        (
            Unserialisable(
                error_type="Runtime.MarshalError",
                message=f"{MARSHAL}Object of type coroutine is not JSON serializable",
                coroutine=True,
            ),
            "EC108",
            "handler",
        ),
        (SignatureRefused(message="callbacks are refused"), "EC108", "handler"),
    ],
)
def test_what_cannot_be_serialised(outcome: Outcome, code: str, place: str) -> None:
    (finding,) = findings(invocation("viewer-request", outcome))
    assert (finding.code, finding.place) == (code, place)


@pytest.mark.parametrize(
    ("kind", "path", "place"),
    [
        ("tuple", "headers.location", None),
        ("tuple", "origin.custom.sslProtocols", None),
        ("tuple", "origin.s3.customHeaders.x-a", None),
        ("tuple", "headers.location[0]", "headers.location"),
        ("tuple", "statusDescription", "statusDescription"),
        ("tuple", "", "result"),
        ("namedtuple", "headers.location[0]", "headers.location"),
        ("key", "headers.404", "headers.404"),
        ("decimal", "status", "status"),
        ("bytes", "body", None),
    ],
)
def test_what_serialisation_changes(kind: Any, path: str, place: str | None) -> None:
    """A tuple in place of a list of header entries becomes such a list: that changes nothing."""
    payload = orjson.dumps(request())
    outcome = Returned(payload=payload, conversions=(Conversion(path=path, kind=kind),))
    found = findings(invocation("viewer-request", outcome))
    assert [(finding.code, finding.place) for finding in found] == (
        [] if place is None else [("EC109", place)]
    )


@pytest.mark.parametrize(
    ("payload", "place"),
    [
        (b'{"status": NaN}', "NaN"),
        (b'{"status": -Infinity}', "-Infinity"),
        (rb'{"uri": "\udcff"}', "surrogate"),
        (rb'{"uri": "\ud83d"}', "surrogate"),
        (b'{"uri": "\xff"}', "encoding"),
        (b"\xff\xfe\x00", "encoding"),
        (b"<html>", "payload"),
        (b"", "payload"),
        (b"[" * 100_000, "depth"),
    ],
)
def test_a_payload_that_is_no_json(payload: bytes, place: str) -> None:
    (finding,) = findings(invocation("viewer-request", Returned(payload=payload)))
    assert (finding.code, finding.place) == ("EC202", place)


def test_nodejs_escapes_a_lone_surrogate() -> None:
    payload = orjson.dumps(response(statusDescription="X")).replace(b'"X"', rb'"\udcff"')
    made = invocation("origin-response", Returned(payload=payload), runtime=NODEJS)
    assert codes(made) == []
    assert codes(invocation("origin-response", Returned(payload=payload))) == ["EC202"]
