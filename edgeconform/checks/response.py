"""EC2xx, second part: the status and the body of a response."""

import re
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.binary import encoded, is_base64, unencoded
from edgeconform.checks.check import ANSWERING_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.wording import kind, shown
from edgeconform.model import EventType, Level


@check(
    "EC211",
    "status-missing",
    Level.ERROR,
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-status-required",),
    aws=(pages.GENERATING, pages.UPDATING),
)
def status_missing(exchange: Exchange) -> Faults:
    """A generated or updated response without status.

    It is the only field that a response must have. A result that has headers or a body, and neither
    a status nor the fields of a request, is taken for a response.
    """
    if "EC211" in exchange.violations:
        yield Fault(message="the response has no status", place="status")


@check(
    "EC212",
    "status-range",
    Level.ERROR,
    fields=("status",),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-status-range",),
    aws=(pages.GENERATING, pages.UPDATING),
)
def status_range(exchange: Exchange) -> Faults:
    """Status outside 200 to 599.

    A number or the digits of one, and none that a function may answer with: 0, 100, 99, 600.
    """
    status = exchange.result.get("status")
    least, most = (exchange.limits.figure(f"status.{end}") for end in ("min", "max"))
    written = _DIGITS.fullmatch(status) if isinstance(status, str) else None
    if "EC212" in exchange.violations or (written and not least <= float(written[0]) <= most):
        yield Fault(message=f"status {shown(status)} is not {least} to {most}", place="status")


_DIGITS: Final = re.compile(r"0|[1-9][0-9]*")


@check(
    "EC213",
    "status-type",
    Level.WARNING,
    fields=("status",),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-status-non-numeric", "py-decimal"),
    aws=(pages.GENERATING,),
)
def status_type(exchange: Exchange) -> Faults:
    """Status neither three digits in a string nor an integer.

    A word, an empty string, "200 OK", null, true, a fraction. An integer is no finding: AWS's own
    samples answer with one, and so does `http.HTTPStatus`.
    """
    if "EC213" in exchange.violations:
        status = shown(exchange.result.get("status"))
        yield Fault(message=f"status {status} is no number of three digits", place="status")


@check(
    "EC214",
    "status-changed",
    Level.ERROR,
    events=(EventType.VIEWER_RESPONSE,),
    sees="ignored or 502",
    rules=("viewer-response-status-fixed", "viewer-response-status-description"),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def status_changed(exchange: Exchange) -> Faults:
    """A viewer-response function changes the status.

    By then the status is settled, whether the response comes from the origin or from the cache. Do
    it at origin-response. A number in place of the same digits is no change, and another
    `statusDescription` alone is no finding: no page says what becomes of it.
    """
    before = exchange.given_response.get("status")
    after = exchange.result.get("status", before)
    if str(before) != str(after):
        message = f"the status changes from {shown(before)} to {shown(after)}"
        yield Fault(message=message, place="status")


@check(
    "EC215",
    "body-type",
    Level.ERROR,
    fields=("body", "bodyEncoding"),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-body-string", "observed-null-body"),
    says=(pages.BODY_REFUSED,),
    aws=(pages.GENERATING, pages.TESTING),
)
def body_type(exchange: Exchange) -> Faults:
    """The body of a response is not a string.

    An object that was not serialised, a number, null. In Node.js a Buffer becomes an object with
    `type` and `data`. Leave `body` out where there is none.
    """
    if "EC215" in exchange.violations:
        found = kind(exchange.result.get("body"))
        yield Fault(message=f"the body is {found}, and must be a string", place="body")


@check(
    "EC216",
    "body-encoding",
    Level.ERROR,
    fields=("bodyEncoding",),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-body-encoding-values",),
    aws=(pages.GENERATING,),
)
def body_encoding(exchange: Exchange) -> Faults:
    """The field bodyEncoding is neither text nor base64.

    Those two are the only values, in lower case. The name of a character set or of a compression
    belongs in a header.
    """
    if "EC216" in exchange.violations:
        found = shown(exchange.result.get("bodyEncoding"))
        message = f'bodyEncoding is {found}, and must be "text" or "base64"'
        yield Fault(message=message, place="bodyEncoding")


@check(
    "EC217",
    "body-base64",
    Level.ERROR,
    fields=("body", "bodyEncoding"),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-body-base64-invalid",),
    aws=(pages.GENERATING,),
)
def body_base64(exchange: Exchange) -> Faults:
    """The field bodyEncoding is base64 and the body is not.

    Line breaks, the alphabet of URLs and missing padding are let pass, since no page says whether
    CloudFront minds them.
    """
    body = exchange.result.get("body")
    if exchange.kind != "response" or exchange.result.get("bodyEncoding") != "base64":
        return
    if isinstance(body, str) and not is_base64(body):
        yield Fault(message=f"the body cannot be decoded from base64: {shown(body)}", place="body")


@check(
    "EC218",
    "body-forbidden",
    Level.ERROR,
    fields=("body", "bodyEncoding", "status"),
    events=(EventType.VIEWER_REQUEST, EventType.ORIGIN_REQUEST, EventType.VIEWER_RESPONSE),
    sees="502",
    rules=(
        "response-204-with-body",
        "response-204-with-body-origin",
        "viewer-response-body-not-replaceable",
    ),
    aws=(pages.GENERATING, pages.UPDATING, pages.LAMBDA_RESTRICTIONS),
)
def body_forbidden(exchange: Exchange) -> Faults:
    """A body where none may be: with status 204, or replaced in viewer-response.

    A response generated with status 204 may not have a body; leave the key out, since an empty
    string was refused too. At viewer-response only the headers can be edited: set a body at
    origin-response.
    """
    if exchange.event_type is EventType.VIEWER_RESPONSE:
        yield from _replaced(exchange)
    elif str(exchange.result.get("status")) == "204":
        body = exchange.result.get("body")
        if isinstance(body, str):
            level = None if body or exchange.event_type.side == "origin" else Level.WARNING
            yield Fault(message="a response with status 204 has a body", place="body", level=level)


def _replaced(exchange: Exchange) -> Faults:
    for key in ("body", "bodyEncoding"):
        if key in exchange.result and exchange.result[key] != exchange.given_response.get(key):
            yield Fault(message=f"{key} cannot be set at viewer-response", place=key)
            return


@check(
    "EC219",
    "body-binary-as-text",
    Level.WARNING,
    fields=("body", "bodyEncoding"),
    events=ANSWERING_EVENTS,
    sees="garbled",
    rules=("response-body-binary-as-text", "response-body-encoding-default"),
    aws=(pages.GENERATING,),
)
def body_binary_as_text(exchange: Exchange) -> Faults:
    """Base64 or compressed bytes are sent as text.

    Without `bodyEncoding` a body is text: the viewer gets the letters of the base64 form, or the
    bytes of a picture as if each were a character. Set `bodyEncoding` to base64. The same goes for
    a body that the handler declares to be compressed.

    Base64 of something recognised (a picture, a font, an archive, a document, gzip, markup) is
    reported unless the response calls itself plain text or JSON.
    """
    body = exchange.result.get("body")
    is_text = exchange.result.get("bodyEncoding", "text") == "text"
    if exchange.kind != "response" or not is_text or not isinstance(body, str) or not body:
        return
    if what := _encoded(exchange, body):
        yield Fault(message=f"the body is {what} in base64, sent as text", place="body")
    elif what := unencoded(body):
        yield Fault(message=f"the body is {what}, sent as text", place="body")
    elif coding := _declared(exchange):
        message = f"the body is text, and the handler sets Content-Encoding to {shown(coding)}"
        yield Fault(message=message, place="headers.content-encoding")


_PLAIN: Final = ("text/plain", "application/json")
_COMPRESSIONS: Final = frozenset({"gzip", "x-gzip", "br", "deflate", "compress", "zstd"})


def _encoded(exchange: Exchange, body: str) -> str:
    types = exchange.headers.get("content-type", [])
    if any(str(value).lower().startswith(_PLAIN) for value in types):
        return ""
    return encoded(body)


def _declared(exchange: Exchange) -> str:
    values = [str(value) for value in exchange.added_headers.get("content-encoding", [])]
    return next((value for value in values if value.strip().lower() in _COMPRESSIONS), "")
