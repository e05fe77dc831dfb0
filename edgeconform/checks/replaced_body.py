"""EC707: what a new body leaves behind of the old one."""

from typing import Final

from edgeconform.checks.binary import decoded
from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import UPDATING
from edgeconform.checks.response_body import is_gzip_as_text
from edgeconform.checks.wording import shown
from edgeconform.model import EventType, Level

_PLAIN: Final = frozenset({"", "identity"})


@check(
    "EC707",
    "stale-content-headers",
    Level.ERROR,
    events=(EventType.ORIGIN_RESPONSE,),
    sees="garbled",
    rules=("header-content-length-origin-response", "header-content-encoding-origin-response"),
    aws=(UPDATING,),
)
def stale_content_headers(exchange: Exchange) -> Faults:
    """A new body keeps the Content-Encoding of the old one.

    The origin's answer was compressed; the page that the handler puts in its place is plain text
    and still says `Content-Encoding: gzip`, so that browsers show an error. Take the header out
    whenever you set `body`. Content-Length and ETag that stay behind are warnings: the length is no
    longer that of the body, and a cache may confirm the new body by the tag of the old one.

    Nothing is reported for an empty body, for one in base64 that is not text, which may be
    compressed as the header says, or that cannot be decoded, for a Content-Length that is right,
    or on HEAD. Gzip that is sent as text is for EC219.
    """
    body = exchange.result.get("body")
    if not isinstance(body, str) or not body or exchange.given_request["method"] == "HEAD":
        return
    content = _content(body, exchange.result.get("bodyEncoding", "text"))
    if content is None:
        return
    coding = _kept(exchange, "content-encoding")
    is_plain = _is_text(content) and not is_gzip_as_text(exchange)
    if coding.strip().lower() not in _PLAIN and is_plain:
        message = f"the new body is not compressed, and keeps Content-Encoding {shown(coding)}"
        yield Fault(message=message, place="headers.content-encoding")
    length = _kept(exchange, "content-length")
    if length and length.strip() != str(len(content)):
        message = f"the new body has {len(content)} bytes, and keeps Content-Length {length}"
        yield Fault(message=message, place="headers.content-length", level=Level.WARNING)
    if tag := _kept(exchange, "etag"):
        message = f"the new body keeps the ETag {shown(tag)} of the old one"
        yield Fault(message=message, place="headers.etag", level=Level.WARNING)


def _kept(exchange: Exchange, name: str) -> str:
    """Return the value of a header that is as the event brought it; empty if it is not."""
    values = exchange.headers.get(name)
    return str(values[0]) if values and values == exchange.given_headers.get(name) else ""


def _content(body: str, encoding: str) -> bytes | None:
    if encoding == "base64":
        return decoded(body)
    return body.encode("utf-8", "surrogatepass")


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
