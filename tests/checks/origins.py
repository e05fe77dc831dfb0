"""Requests that are sent to an origin, and what is found of them."""

from copy import deepcopy
from typing import Any

from edgeconform.model import Invocation, Json, Level
from tests.support import (
    CUSTOM_ORIGIN,
    S3_ORIGIN,
    event,
    findings,
    headers,
    invocation,
    request,
)

Origin = dict[str, Any]
CUSTOM, S3 = CUSTOM_ORIGIN["custom"], S3_ORIGIN["s3"]
WEB = {"custom": {**CUSTOM, "port": 80, "protocol": "http"}}


def sent(origin: Json, given: Origin = CUSTOM_ORIGIN, host: str = "") -> Invocation:
    """The handler sends a request to `origin`, with Host following, or to `host`."""
    before = request("origin-request", origin=given)
    before["headers"] = headers(host=_domain(given))
    after = {**deepcopy(before), "origin": origin}
    after["headers"] = headers(host=host or _domain(origin) or _domain(given))
    return invocation("origin-request", after, event("origin-request", before))


def _domain(origin: Json) -> str:
    kinds = origin.values() if isinstance(origin, dict) else ()
    domains = [kind.get("domainName") for kind in kinds if isinstance(kind, dict)]
    return next((domain for domain in domains if isinstance(domain, str)), "")


def custom(**fields: Json) -> Invocation:
    """The handler changes fields of a custom origin."""
    return sent({"custom": {**CUSTOM, **fields}})


def s3(**fields: Json) -> Invocation:
    """The handler changes fields of an S3 origin."""
    return sent({"s3": {**S3, **fields}}, S3_ORIGIN)


def levels(made: Invocation) -> list[tuple[str, Level]]:
    """Codes and levels of what is found."""
    return [(f.code, f.level) for f in findings(made)]
