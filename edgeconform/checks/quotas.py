"""EC601, EC602 and EC606: sizes against CloudFront's quotas."""

from dataclasses import dataclass
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import ANSWERING_EVENTS, REQUEST_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.sizes import Headers, decoded_length, growth, header_bytes, length
from edgeconform.model import EventType, Json, Level


@check(
    "EC601",
    "response-size",
    Level.ERROR,
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("result-size-generated-viewer", "result-size-generated-origin"),
    says=(pages.RESPONSE_TOO_LARGE,),
    aws=(pages.QUOTAS, pages.GENERATING, pages.UPDATING),
)
def response_size(exchange: Exchange) -> Faults:
    """A response passes the size quota of its event, headers and body together.

    40 KB at viewer-request, 1 MB at origin-request and origin-response, whether the handler made
    the response or set a new body. Bytes of UTF-8 count, not characters.

    Whether a base64 body counts as it is written or decoded is not documented: it is an error if
    the response is too large either way, and a warning if it is so only as written.
    """
    if exchange.kind != "response":
        return
    quota = exchange.limits.figure(f"response.generated.{exchange.event_type.side}")
    least, most = response_bytes(exchange)
    if most > quota:
        doubt = least <= quota
        counted = f"{most:,} bytes if base64 counts as written" if doubt else f"{least:,} bytes"
        yield Fault(
            message=f"headers and body have {counted}, and may have {quota:,}",
            place="response",
            level=Level.WARNING if doubt else None,
        )


def response_bytes(exchange: Exchange) -> tuple[int, int]:
    """Return the bytes of headers and body: with base64 decoded, and as it is written."""
    body = exchange.result.get("body")
    written = decoded = length(body)
    if isinstance(body, str) and exchange.result.get("bodyEncoding") == "base64":
        decoded = decoded_length(body)
    headers = header_bytes(exchange.headers)
    return headers + decoded, headers + written


@check(
    "EC602",
    "request-body-size",
    Level.ERROR,
    fields=("body",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=(
        "body-replace-text-limit-viewer",
        "body-replace-text-limit-origin",
        "body-replace-base64-limit-viewer",
        "body-replace-base64-limit-origin",
    ),
    aws=(pages.LAMBDA_RESTRICTIONS, pages.INCLUDE_BODY),
)
def request_body_size(exchange: Exchange) -> Faults:
    """A replaced request body passes its quota: text or base64, viewer or origin.

    As text, 40 KB at viewer-request and 1 MB at origin-request; in base64 as many bytes before
    encoding, so that the encoded form may be a third longer. Until 2023 CloudFront was documented
    to cut such a body; with those limits the finding says so.
    """
    if (body := replaced_body(exchange)) is None or body.size <= body.quota:
        return
    message = f"the body has {body.size:,} bytes as {body.encoding}, and may have {body.quota:,}"
    if exchange.limits.figure("body.over-limit") == "truncate":
        message = f"{message}: CloudFront cuts off the rest"
        yield Fault(message=message, place="body.data", sees="cut off")
    else:
        yield Fault(message=message, place="body.data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request body that takes the place of the viewer's: bytes of its data, and how many may be.

    `encoding` is text or base64, which CloudFront assumes.
    """

    encoding: str
    size: int
    quota: int


def replaced_body(exchange: Exchange) -> Body | None:
    """Return the body that a returned request brings; None if it leaves the viewer's."""
    body = exchange.result.get("body")
    if exchange.kind != "request" or not isinstance(body, dict) or body.get("action") != "replace":
        return None
    encoding = "text" if body.get("encoding") == "text" else "base64"
    quota = exchange.limits.figure(f"body.replace-{encoding}.{exchange.event_type.side}")
    return Body(encoding=encoding, size=length(body.get("data")), quota=quota)


@check(
    "EC606",
    "header-quota",
    Level.ERROR,
    sees="494 or 502",
    aws=(pages.QUOTAS, pages.CUSTOM_HEADERS),
)
def header_quota(exchange: Exchange) -> Faults:
    """Headers and query string together pass the request quota, or custom headers theirs.

    A request or an origin response may have 32,768 bytes of headers and query string. The custom
    headers of an origin have a quota for their number, for each name and value, and for all of them
    together.

    Only what the handler adds counts, header by header: an event that stood near the quota before
    is no finding. A response made at a request event is measured by response-size.
    """
    if not exchange.is_generated:
        quota = exchange.limits.figure("request.total")
        if (added := exchange.added_bytes) > quota:
            message = f"the handler adds {added:,} bytes of headers and query, and {quota:,} is all"
            yield Fault(message=f"{message} that a message may have", place="headers")
    if exchange.event_type is EventType.ORIGIN_REQUEST and exchange.origin_edited:
        yield from _custom_headers(exchange)


def _custom_headers(exchange: Exchange) -> Faults:
    before = _custom(exchange.given_request.get("origin"))[1]
    kind, after = _custom(exchange.result.get("origin"))
    if after == before:
        return
    added = {name: values for name, values in after.items() if before.get(name) != values}
    sizes = {
        "count": len(after.keys() - before.keys()),
        "name": max(map(len, added), default=0),
        "value": max(map(len, _texts(added)), default=0),
        "total": growth(after, before),
    }
    for what, size in sizes.items():
        quota = exchange.limits.figure(f"custom-headers.{what}")
        if size > quota:
            message = _CUSTOM[what].format(size=size, quota=quota)
            yield Fault(message=message, place=f"origin.{kind}.customHeaders {what}")


_CUSTOM: Final = {
    "count": "the handler adds {size:,} custom headers to the origin, and it may have {quota:,}",
    "name": "the name of a custom header has {size:,} characters, and may have {quota:,}",
    "value": "the value of a custom header has {size:,} characters, and may have {quota:,}",
    "total": "the handler adds {size:,} bytes of custom headers, and all may have {quota:,}",
}


def _custom(origin: Json) -> tuple[str, Headers]:
    for kind, fields in origin.items() if isinstance(origin, dict) else ():
        if isinstance(fields, dict):
            return kind, header_values(fields.get("customHeaders"))
    return "", {}


def _texts(headers: Headers) -> list[str]:
    return [value for values in headers.values() for value in values if isinstance(value, str)]
