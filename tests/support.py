"""Hand-made events and invocations: what a test says is all that differs from the ordinary."""

from copy import deepcopy
from typing import Any

import orjson

from edgeconform.checks import Conditions, checks, judge, select
from edgeconform.model import (
    EventType,
    Finding,
    Invocation,
    Json,
    Measurement,
    Outcome,
    Returned,
    Runtime,
)

PYTHON = Runtime.parse("python3.13")
NODEJS = Runtime.parse("nodejs22.x")

COMPARING = tuple(check.code for check in checks() if check.compare)
"""The checks that compare runs: without all of them, no process is started to compare any."""

NOT_COMPARING = [part for code in COMPARING for part in ("--disable", code)]
"""The flags that leave them out, for commands on whose report they have no bearing."""


def headers(**values: str | list[str]) -> dict[str, list[dict[str, str]]]:
    """A header map; an underscore in a name stands for a hyphen, a list for several entries."""
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return {
        name: [{"key": name.title(), "value": one} for one in _listed(value)]
        for name, value in named.items()
    }


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


CUSTOM_ORIGIN = {
    "custom": {
        "customHeaders": {},
        "domainName": "www.example.com",
        "keepaliveTimeout": 5,
        "path": "",
        "port": 443,
        "protocol": "https",
        "readTimeout": 30,
        "sslProtocols": ["TLSv1.2"],
    }
}

S3_ORIGIN = {
    "s3": {
        "authMethod": "none",
        "customHeaders": {},
        "domainName": "bucket.s3.eu-west-1.amazonaws.com",
        "path": "",
        "region": "eu-west-1",
    }
}


def request(event_type: str = "viewer-request", **fields: Any) -> dict[str, Any]:
    """A GET request as CloudFront hands it over at `event_type`."""
    made: dict[str, Any] = {
        "clientIp": "203.0.113.178",
        "method": "GET",
        "uri": "/index.html",
        "querystring": "",
        "headers": headers(host="www.example.com", user_agent="curl/8.5.0"),
    }
    if event_type.startswith("origin"):
        made["origin"] = deepcopy(CUSTOM_ORIGIN)
    return {**made, **fields}


def response(**fields: Any) -> dict[str, Any]:
    """A response as an origin gives it."""
    return {
        "status": "200",
        "statusDescription": "OK",
        "headers": headers(content_type="text/html", via="1.1 edge.cloudfront.net (CloudFront)"),
        **fields,
    }


def event(
    event_type: str, request: dict[str, Any] | None = None, response: dict[str, Any] | None = None
) -> dict[str, Any]:
    """An event of `event_type` around a request, and a response where the type has one."""
    cf: dict[str, Any] = {
        "config": {
            "distributionDomainName": "d123.cloudfront.net",
            "distributionId": "EDFDVBD6EXAMPLE",
            "eventType": event_type,
            "requestId": "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
        },
        "request": request or _request(event_type),
    }
    if EventType(event_type).is_response:
        cf["response"] = response or _response()
    return {"Records": [{"cf": cf}]}


_request, _response = request, response


def returned(result: Json) -> Returned:
    """The outcome of a handler that answers with `result`; bytes are taken for the payload."""
    return Returned(payload=result if isinstance(result, bytes) else orjson.dumps(result))


def invocation(
    event_type: str,
    result: Json | Outcome,
    event: dict[str, Any] | None = None,
    *,
    runtime: Runtime = PYTHON,
    measurement: Measurement | None = None,
    **parts: Any,
) -> Invocation:
    """An invocation of a handler that answers with `result`, or comes to the outcome given."""
    return Invocation(
        event_type=EventType(event_type),
        event=event or _event(event_type),
        outcome=result if isinstance(result, Outcome) else returned(result),
        runtime=runtime,
        measurement=measurement or Measurement(),
        **parts,
    )


_event = event


def findings(
    made: Invocation, conditions: Conditions | None = None, *enabled: str
) -> tuple[Finding, ...]:
    """What all checks, and those of level policy that are named, find in `made`."""
    return judge(made, conditions or Conditions(), select(enable=enabled))


def codes(made: Invocation, conditions: Conditions | None = None, *enabled: str) -> list[str]:
    """The codes of `findings`, sorted, each once."""
    return sorted({finding.code for finding in findings(made, conditions, *enabled)})
