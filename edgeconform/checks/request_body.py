"""EC41x: the body of a request."""

import re
from typing import Any, Final

from edgeconform.checks.check import REQUEST_EVENTS, Fault, Faults, check
from edgeconform.checks.edits import is_edited, refusals
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import (
    BODY_REFUSED,
    EVENT_STRUCTURE,
    INCLUDE_BODY,
    LAMBDA_RESTRICTIONS,
)
from edgeconform.checks.wording import kind, shown
from edgeconform.model import Level

# Either alphabet, line breaks, and padding or none: which of them CloudFront takes is not stated.
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")


@check(
    "EC411",
    "request-body-type",
    Level.ERROR,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("body-object-type", "body-data-type"),
    says=(BODY_REFUSED,),
    aws=(EVENT_STRUCTURE, INCLUDE_BODY),
)
def request_body_type(exchange: Exchange) -> Faults:
    """The body of a request is not an object, or its data is not a string.

    The body of a request is an object with `action`, `encoding` and `data`; only the body of a
    response is a plain string. What is written to `data` must be text: serialise objects, encode
    bytes as base64.
    """
    for violation, value in refusals(exchange, "EC411"):
        wanted = "an object" if violation.place == "body" else "a string"
        message = f"{violation.place} must be {wanted}, and the handler returns {kind(value)}"
        yield Fault(message=message, place=violation.place)


@check(
    "EC412",
    "request-body-action",
    Level.ERROR,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("body-action-values",),
    aws=(EVENT_STRUCTURE,),
)
def request_body_action(exchange: Exchange) -> Faults:
    """The action of a body is neither read-only nor replace.

    `read-only`, the default, sends the viewer's body on as it came; `replace` sends `data`.
    """
    for violation, value in refusals(exchange, "EC412"):
        message = f"body.action must be read-only or replace, and is {shown(value)}"
        yield Fault(message=message, place=violation.place)


@check(
    "EC413",
    "request-body-encoding",
    Level.ERROR,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("body-encoding-values", "body-encoding-default-base64", "body-replace-base64-invalid"),
    aws=(EVENT_STRUCTURE, INCLUDE_BODY),
)
def request_body_encoding(exchange: Exchange) -> Faults:
    """The encoding of a body is unknown, or is base64 over data that is not.

    The event says `base64`, and a body without `encoding` is taken for base64 too: who replaces
    `data` by text must also set `encoding` to `text`. Text that happens to be valid base64 is
    worse off: it is decoded, and the origin gets garbage. Padding may be missing, and both
    alphabets pass, since no page says how strict CloudFront is.
    """
    for violation, value in refusals(exchange, "EC413"):
        message = f"body.encoding must be base64 or text, and is {shown(value)}"
        yield Fault(message=message, place=violation.place)
    body = _replacement(exchange)
    data = body.get("data") if body.get("encoding", "base64") == "base64" else None
    if isinstance(data, str) and _is_garbled(data) and is_edited(exchange, "body", "data"):
        message = f"body.encoding says base64, and body.data is not base64: {shown(data)}"
        yield Fault(message=message, place="body.data")


def _is_garbled(data: str) -> bool:
    packed = data.replace("\r", "").replace("\n", "")
    return not _BASE64.fullmatch(packed) or len(packed.rstrip("=")) % 4 == 1


@check(
    "EC414",
    "request-body-edit-ignored",
    Level.WARNING,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="ignored",
    rules=("body-read-only-changes-ignored", "body-read-only-lint"),
    aws=(EVENT_STRUCTURE, LAMBDA_RESTRICTIONS),
)
def request_body_edit_ignored(exchange: Exchange) -> Faults:
    """The data or the encoding of a body is changed while its action stays read-only.

    The event's body says `read-only`, and then CloudFront sends the viewer's body on whatever
    `data` holds. Set `action` to `replace`.
    """
    body = _body(exchange)
    if "body" not in exchange.given or body.get("action", "read-only") != "read-only":
        return
    for field in ("data", "encoding"):
        if is_edited(exchange, "body", field):
            message = f"the handler changes body.{field}, and body.action stays read-only"
            yield Fault(message=message, place=f"body.{field}")


@check(
    "EC415",
    "request-body-unexposed",
    Level.POLICY,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="unclear",
    rules=("body-added-without-include-body",),
    aws=(EVENT_STRUCTURE, INCLUDE_BODY),
)
def request_body_unexposed(exchange: Exchange) -> Faults:
    """A body is added though Include Body is off.

    Without Include Body, a function sees no body and the viewer's goes to the origin. What becomes
    of one that the function adds is not documented.
    """
    if _body(exchange) and "body" not in exchange.given and not exchange.conditions.include_body:
        yield Fault(message="the handler adds a body, and Include Body is off", place="body")


@check(
    "EC416",
    "truncated-body-replaced",
    Level.ERROR,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="data lost",
    aws=(LAMBDA_RESTRICTIONS, INCLUDE_BODY),
)
def truncated_body_replaced(exchange: Exchange) -> Faults:
    """A truncated body is sent on as if it were whole.

    CloudFront cuts a long body for the function, earlier in viewer-request than in origin-request,
    and says so in `inputTruncated`. With `action` at `replace`, the origin gets what the function
    saw and no more: an upload arrives cut off, without an error. Look at `inputTruncated` first,
    and leave such a body alone or refuse the request. To send an empty body on is no finding.
    """
    given = exchange.given.get("body", {})
    if given.get("inputTruncated") is True and _replacement(exchange).get("data"):
        message = "the handler replaces a body of which it got only the beginning"
        yield Fault(message=message, place="body.data")


def _body(exchange: Exchange) -> dict[str, Any]:
    """Return the body of a returned request, where it is an object; empty otherwise."""
    body = exchange.result.get("body")
    return body if isinstance(body, dict) and exchange.kind == "request" else {}


def _replacement(exchange: Exchange) -> dict[str, Any]:
    """Return the body of a returned request if it is to replace the viewer's; empty otherwise."""
    body = _body(exchange)
    return body if body.get("action") == "replace" else {}
