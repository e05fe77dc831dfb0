"""EC215 to EC219: the body of a response."""

from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.binary import encoded, is_base64, unencoded
from edgeconform.checks.check import ANSWERING_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.wording import kind, shown
from edgeconform.model import EventType, Level


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
    reported unless the response calls itself plain text or JSON. It is an error where gzip is sent
    so under Content-Encoding gzip, which no browser can undo.
    """
    body = exchange.result.get("body")
    is_text = exchange.result.get("bodyEncoding", "text") == "text"
    if exchange.kind != "response" or not is_text or not isinstance(body, str) or not body:
        return
    if what := _encoded(exchange, body):
        message = f"the body is {what} in base64, sent as text"
        yield Fault(message=message, place="body", level=_level(exchange, what))
    elif what := unencoded(body):
        message = f"the body is {what}, sent as text"
        yield Fault(message=message, place="body", level=_level(exchange, what))
    elif coding := _declared(exchange):
        message = f"the body is text, and the handler sets Content-Encoding to {shown(coding)}"
        yield Fault(message=message, place="headers.content-encoding")


_PLAIN: Final = ("text/plain", "application/json")
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_COMPRESSIONS: Final = frozenset({"gzip", "x-gzip", "br", "deflate", "compress", "zstd"})


def is_gzip_as_text(exchange: Exchange) -> bool:
    """Whether the body is compressed as Content-Encoding says, and is sent as text all the same."""
    body = exchange.result.get("body")
    if not isinstance(body, str) or exchange.result.get("bodyEncoding", "text") != "text":
        return False
    return _level(exchange, _encoded(exchange, body) or unencoded(body)) is Level.ERROR


def _level(exchange: Exchange, what: str) -> Level | None:
    codings = exchange.headers.get("content-encoding", [])
    undone = any(str(value).strip().lower() in _GZIP for value in codings)
    return Level.ERROR if what == "gzip" and undone else None


def _encoded(exchange: Exchange, body: str) -> str:
    types = exchange.headers.get("content-type", [])
    if any(str(value).lower().startswith(_PLAIN) for value in types):
        return ""
    return encoded(body)


def _declared(exchange: Exchange) -> str:
    values = [str(value) for value in exchange.added_headers.get("content-encoding", [])]
    return next((value for value in values if value.strip().lower() in _COMPRESSIONS), "")
