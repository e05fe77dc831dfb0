"""The constraints on requests, their origins and responses; each yields what it finds broken."""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from edgeconform.model import EventType
from edgeconform.schemas import Limits
from edgeconform.strategies.distributions import FORWARDING
from edgeconform.strategies.formats.method import WRITING
from edgeconform.strategies.formats.origin_headers import AGENT
from edgeconform.strategies.options import EventOptions

_Fields = dict[str, Any]
_REQUIRED_BODY: Final = frozenset(WRITING) - {"DELETE"}
_ENCODINGS: Final = frozenset({"gzip", "br,gzip"})
_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)+\.?(:\d{1,5})?", re.ASCII)
"""CloudFront finds the distribution by it, and so never hands on a Host of another form."""


def request_rules(
    request: _Fields, kind: EventType, options: EventOptions, limits: Limits
) -> Iterator[str]:
    """Yield what is wrong with the request of an event that fits its schema."""
    method, headers = request["method"], request["headers"]
    if options.methods is not None and method not in options.methods:
        yield f"V1: the behavior does not allow {method}"
    yield from chain(
        _body_rules(request, kind, options, limits),
        _size_rules(request, kind, limits),
        _query_rules(request),
        header_rules(headers, limits),
    )
    if "set-cookie" in headers:
        yield "V12: a request carries no Set-Cookie"
    if not _HOST.fullmatch(headers["host"][0]["value"]):
        yield "V12: Host is no name of a distribution or an origin"


def _body_rules(
    request: _Fields, kind: EventType, options: EventOptions, limits: Limits
) -> Iterator[str]:
    body, method = request.get("body"), request["method"]
    if body is None:
        if kind.is_request and options.include_body and method in _REQUIRED_BODY:
            yield f"V2: with Include Body, a {method} shows its body"
        return
    if not options.include_body:
        yield "V2: there is a body only with Include Body"
    if method not in WRITING:
        yield f"V2: a {method} has no body"
    try:
        size = len(base64.b64decode(body["data"], validate=True))
    except binascii.Error:
        yield "V16: the body is no base64"
        return
    most = limits.figure(f"body.input.{kind.side}")
    if size > most or (body["inputTruncated"] and size != most):
        yield f"V16: a body is cut at {most} bytes"


def _size_rules(request: _Fields, kind: EventType, limits: Limits) -> Iterator[str]:
    target = f"{request['uri']}?{request['querystring']}".removesuffix("?")
    asked = kind.side == "viewer"
    host = request["headers"]["host"][0]["value"] if asked else ""
    if len(f"https://{host}{target}".encode()) > limits.figure("uri.exclusive-max"):
        yield "V3: the URL is longer than CloudFront takes"
    lines = (
        len(line["key"]) + len(line["value"].encode()) + len(": \r\n")
        for entries in request["headers"].values()
        for line in entries
    )
    first = len(f"{request['method']} {target} HTTP/1.1\r\n".encode())
    if first + sum(lines) > limits.figure("request.total"):
        yield "V3: request line and headers are larger than CloudFront takes"


def _query_rules(request: _Fields) -> Iterator[str]:
    if request["querystring"].startswith("?"):
        yield "V4: the query string has no question mark in front"


def header_rules(headers: _Fields, limits: Limits) -> Iterator[str]:
    """Yield what is wrong with a header map."""
    denied = limits.names("headers.disallowed")
    for name, lines in headers.items():
        if name in denied:
            yield f"V11: no event carries {name}"
        if any(line["key"].lower() != name for line in lines):
            yield f"V9: an entry of {name} has another name as its key"


def origin_rules(request: _Fields, options: EventOptions, limits: Limits) -> Iterator[str]:
    """Yield what is wrong with the request of an origin event."""
    headers = request["headers"]
    ((kind, fields),) = ((k, v) for k, v in request["origin"].items() if k in ("custom", "s3"))
    if options.origin not in (None, kind):
        yield f"V15: the origin is no {options.origin} origin"
    yield from _forwarded_rules(request, options, fields["domainName"], kind)
    encodings = [line["value"] for line in headers.get("accept-encoding", ())]
    if encodings and (len(encodings) > 1 or encodings[0] not in _ENCODINGS):
        yield "V13: Accept-Encoding has one of two forms towards the origin"
    if kind == "s3" and fields["authMethod"] != "none" and not fields.get("region"):
        yield "V15: an access identity needs a region"
    completion = fields.get("responseCompletionTimeout", 0)
    if completion and completion < fields.get("readTimeout", 0):
        yield "V15: responseCompletionTimeout is less than readTimeout"
    yield from _custom_header_rules(fields["customHeaders"], headers, limits)


def _forwarded_rules(
    request: _Fields, options: EventOptions, domain: str, kind: str
) -> Iterator[str]:
    headers, policy = request["headers"], options.policy
    addresses = headers["x-forwarded-for"][-1]["value"]
    if not addresses.endswith(request["clientIp"]):
        yield "V13: X-Forwarded-For does not end in the viewer's address"
    hides = policy is not None and policy not in FORWARDING
    if hides and request["querystring"]:
        yield f"V14: the policy {policy} forwards no query string"
    if hides and headers["user-agent"][0]["value"] != AGENT and "user-agent" not in options.headers:
        yield f"V13: the policy {policy} forwards no User-Agent"
    if hides and "cookie" in headers and "cookie" not in options.headers:
        yield f"V13: the policy {policy} forwards no cookies"
    own_host = kind == "s3" or policy not in (None, "all-viewer")
    if own_host and headers["host"][0]["value"] != domain and "host" not in options.headers:
        yield "V13: Host is not the origin's"


def _custom_header_rules(custom: _Fields, headers: _Fields, limits: Limits) -> Iterator[str]:
    yield from header_rules(custom, limits)
    denied = limits.names("headers.custom-origin-denylist")
    for name, lines in custom.items():
        if name in headers:
            yield f"V21: {name} is a custom header and a request header"
        if name in denied:
            yield f"V21: {name} cannot be a custom header"
        if any(len(line["value"]) > limits.figure("custom-headers.value") for line in lines):
            yield f"V21: the custom header {name} is longer than CloudFront takes"
    total = sum(len(name) + len(line["value"]) for name, ls in custom.items() for line in ls)
    if total > limits.figure("custom-headers.total"):
        yield "V21: the custom headers are larger than CloudFront takes"


def response_rules(response: _Fields, limits: Limits) -> Iterator[str]:
    """Yield what is wrong with a response of an event that fits its schema."""
    yield from header_rules(response["headers"], limits)
