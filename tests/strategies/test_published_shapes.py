"""Events of the shape that AWS documents are events for us too, written here by hand.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
"""

from typing import Any

import jsonschema
import pytest

from edgeconform.model import EventType
from edgeconform.schemas import load
from edgeconform.strategies import EventOptions, violations
from tests.strategies.samples import cf, everything


def header(key: str, *texts: str) -> dict[str, Any]:
    return {key.lower(): [{"key": key, "value": text} for text in texts]}


def event(kind: str, request: dict[str, Any], **others: Any) -> dict[str, Any]:
    config = {
        "distributionDomainName": "d1example.cloudfront.net",
        "distributionId": "E1EXAMPLE",
        "eventType": kind,
        "requestId": "opaque-identifier==",
    }
    return {"Records": [{"cf": {"config": config, "request": request, **others}}]}


VIEWER = {
    "clientIp": "192.0.2.44",
    "headers": {
        **header("Host", "d1example.cloudfront.net"),
        **header("User-Agent", "curl/7.66.0"),
        "accept": [{"key": "accept", "value": "*/*"}],
    },
    "method": "GET",
    "querystring": "",
    "uri": "/",
}
ORIGIN = {
    **VIEWER,
    "headers": {
        **header("X-Forwarded-For", "192.0.2.44"),
        **header("User-Agent", "Amazon CloudFront"),
        **header("Via", "2.0 0123456789abcdef.cloudfront.net (CloudFront)"),
        **header("Host", "origin.example"),
        **header("Cache-Control", "no-cache"),
    },
    "origin": {
        "custom": {
            "customHeaders": header("X-Shared", "one"),
            "domainName": "origin.example",
            "keepaliveTimeout": 5,
            "path": "",
            "port": 443,
            "protocol": "https",
            "readTimeout": 30,
            "responseCompletionTimeout": 30,
            "sslProtocols": ["TLSv1", "TLSv1.1", "TLSv1.2"],
        }
    },
}
S3 = {
    **ORIGIN,
    "headers": {**ORIGIN["headers"], **header("Host", "bucket.s3.us-east-1.amazonaws.com")},
    "origin": {
        "s3": {
            "authMethod": "origin-access-identity",
            "customHeaders": {},
            "domainName": "bucket.s3.us-east-1.amazonaws.com",
            "path": "/folder",
            "region": "us-east-1",
        }
    },
}
BODY = {"action": "read-only", "data": "YT0x", "encoding": "base64", "inputTruncated": False}
RESPONSE = {
    "headers": {
        **header("Date", "Mon, 13 Jan 2026 20:12:38 GMT"),
        **header("Content-Type", "text/html; charset=utf-8"),
        **header("Content-Length", "9593"),
        **header("Set-Cookie", "a=1", "b=2"),
    },
    "status": "200",
    "statusDescription": "OK",
}
PUBLISHED = [
    ("viewer-request", event("viewer-request", VIEWER), False),
    (
        "viewer-request",
        event("viewer-request", {**VIEWER, "method": "POST", "body": BODY}),
        True,
    ),
    ("origin-request", event("origin-request", ORIGIN), False),
    ("origin-request", event("origin-request", S3), False),
    ("origin-response", event("origin-response", ORIGIN, response=RESPONSE), False),
    ("viewer-response", event("viewer-response", VIEWER, response=RESPONSE), False),
]


@pytest.mark.parametrize(("kind", "published", "include_body"), PUBLISHED)
def test_a_published_shape_is_valid(kind: str, published: Any, *, include_body: bool) -> None:
    jsonschema.validate(published, load(kind))
    options = EventOptions(include_body=include_body)
    assert violations(published, kind, options) == []


def shape(value: Any, path: str = "") -> set[str]:
    """The fields of an event; header names are left out, since they vary."""
    if isinstance(value, dict):
        named = path.endswith(("headers", "customHeaders"))
        inner = [shape(item, f"{path}.{'*' if named else key}") for key, item in value.items()]
        return set().union(*inner)
    if isinstance(value, list):
        return set().union(*(shape(item, f"{path}[]") for item in value))
    return {f"{path}:{type(value).__name__}"}


@pytest.mark.parametrize(("kind", "published", "_include_body"), PUBLISHED)
def test_what_is_made_has_every_documented_field(
    kind: str, published: Any, *, _include_body: bool
) -> None:
    made = set().union(*(shape(one) for one in everything(EventType(kind))))
    assert shape(cf(published)) <= made


@pytest.mark.parametrize("kind", list(EventType), ids=str)
def test_what_is_made_has_no_undocumented_field(kind: EventType) -> None:
    documented = set().union(*(shape(cf(one)) for name, one, _ in PUBLISHED if name == kind))
    s3 = {f".request{path}" for path in shape(S3) if path.startswith(".origin")}
    seconds = {f".request.origin.s3.{n}:int" for n in ("readTimeout", "responseCompletionTimeout")}
    custom = {".request.origin.s3.customHeaders.*[].key:str"}
    custom |= {".request.origin.s3.customHeaders.*[].value:str"}
    extra = s3 | seconds | custom if kind.side == "origin" else set()
    body = {f".request{path}" for path in shape({"body": BODY})} if kind.is_request else set()
    made = set().union(*(shape(one) for one in everything(kind)))
    assert made <= documented | extra | body
