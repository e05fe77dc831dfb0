"""EC3xx: headers that CloudFront keeps to itself, or makes nothing of."""

from edgeconform.checks.check import REQUEST_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.pages import (
    CUSTOM_ORIGIN_BEHAVIOR,
    EVENT_STRUCTURE,
    FAILED,
    LAMBDA_RESTRICTIONS,
    RESTRICTIONS,
)
from edgeconform.model import EventType, Level

_REFUSED = "Lambda function result failed validation, the function tried to"


@check(
    "EC301",
    "header-disallowed",
    Level.ERROR,
    sees="502",
    rules=("header-disallowed", "header-disallowed-client-cert", "observed-connection-header"),
    says=(
        f"{FAILED}: The function tried to add a blacklisted header.",
        f"{_REFUSED} add a blacklisted header in headers, headerName : connection.",
    ),
    aws=(RESTRICTIONS,),
)
def header_disallowed(exchange: Exchange) -> Faults:
    """A header that no function may add.

    CloudFront keeps some headers to itself, in requests and in responses: those of the connection
    (Connection, Keep-Alive, Upgrade), those that it uses internally (X-Edge-*, X-Amz-Cf-*,
    X-Cache) and those of client certificates. An event never holds them, so there is nothing to
    pass on or to delete. Frameworks that were written for a server add Connection by themselves:
    leave it out of what is handed to CloudFront.
    """
    disallowed = exchange.limits.names("headers.disallowed")
    for name in exchange.added_headers:
        if name in disallowed:
            yield Fault(
                message=f"the handler adds the header {name}, which no function may add",
                place=f"headers.{name}",
            )


@check(
    "EC302",
    "header-read-only",
    Level.ERROR,
    sees="502",
    rules=(
        "header-read-only-viewer-request",
        "header-read-only-origin-request",
        "header-read-only-origin-response",
        "header-read-only-viewer-response",
        "header-read-only-delete",
        "header-read-only-generated",
        "header-host-viewer-request",
        "header-via",
        "header-transfer-encoding",
        "header-content-length",
        "header-content-encoding-viewer-response",
        "header-accept-encoding",
        "header-conditional-origin-request",
        "header-warning-viewer-response",
        "observed-content-length-generated",
    ),
    says=(
        f"{FAILED}: The function tried to add, delete, or change a read-only header.",
        f"{_REFUSED} delete read-only header, headerName : Transfer-Encoding.",
    ),
    aws=(RESTRICTIONS,),
)
def header_read_only(exchange: Exchange) -> Faults:
    """A read-only header of this event was added, changed or deleted.

    Each event type has headers that a function may read and must hand back as they came. Leaving
    one out counts as deleting it: a response built from scratch loses Transfer-Encoding and Via.
    A response generated for a request event may not set the ones that are read-only there, such as
    Content-Length, which CloudFront works out itself.

    Handing back the same values is fine. Names are compared without case, all values in order. A
    header map that holds nothing of the one that came is one finding, whatever came.
    """
    if not exchange.touched_keys or "EC304" in exchange.violations:
        return
    read_only = exchange.limits.names("headers.read-only." + exchange.event_type)
    given, returned = exchange.touched_headers
    is_told = False
    kept = sorted(read_only.exact.intersection(_kept_of_request(exchange)))
    if kept:
        message = (
            "the handler answers with the request, a status put on it, and so adds headers that"
            f" are read-only at {exchange.event_type}: {', '.join(kept)}"
        )
        yield Fault(message=message, place="headers")
    for name in sorted(read_only.exact.intersection((*given, *returned)).difference(kept)):
        before, after = given.get(name), returned.get(name)
        if (before or after) and before != after and name not in _malformed(exchange):
            did = "adds" if not before else "changes" if after else "deletes"
            message = f"the handler {did} the header {name}, read-only at {exchange.event_type}"
            if after or not _is_replaced(exchange):
                yield Fault(message=message, place=f"headers.{name}")
            elif not is_told:
                is_told = True
                yield Fault(message=f"{message}: {_replacement(exchange)}", place="headers")
    yield from _restricted(exchange)


def _kept_of_request(exchange: Exchange) -> set[str]:
    """Names of the headers that a response has of the request that it was made of, by a status."""
    if not exchange.is_generated or not {"method", "uri"} <= exchange.result.keys():
        return set()
    brought = header_values(exchange.given_request["headers"])
    return {name for name, values in exchange.headers.items() if values == brought.get(name)}


def _replacement(exchange: Exchange) -> str:
    is_there = "headers" in exchange.result
    return "it makes a header map of its own" if is_there else "it hands on no header map"


def _is_replaced(exchange: Exchange) -> bool:
    """Whether no header is handed on as it came, but for those that the source names."""
    if "headers" not in exchange.result:
        return True
    others = {name.lower() for name in exchange.header_maps[0]} - exchange.conditions.named
    return bool(others) and others.issubset(exchange.touched_headers[0])


def _restricted(exchange: Exchange) -> Faults:
    """Until June 2018 some more could be changed only where a cache behavior forwarded them."""
    if exchange.event_type is not EventType.ORIGIN_REQUEST or exchange.kind != "request":
        return
    restricted = exchange.limits.names("headers.restricted.origin-request")
    for name in exchange.added_headers:
        if name in restricted and name not in (exchange.conditions.delivered or ()):
            message = f"the handler sets the header {name}, which no cache behavior forwards"
            yield Fault(message=message, place=f"headers.{name}")


def _malformed(exchange: Exchange) -> set[str]:
    """Names of headers that other checks refuse for their shape."""
    return {
        str(violation.path[1]).lower()
        for code in ("EC305", "EC306")
        for violation in exchange.violations.get(code, ())
    }


@check(
    "EC303",
    "header-viewer-country",
    Level.ERROR,
    events=(EventType.VIEWER_REQUEST,),
    sees="502",
    rules=("header-viewer-country-viewer-request",),
    aws=(LAMBDA_RESTRICTIONS,),
)
def header_viewer_country(exchange: Exchange) -> Faults:
    """A viewer-request function adds CloudFront-Viewer-Country.

    CloudFront finds out the viewer's country after the viewer-request function has run, and
    refuses a function that sets the header before that. Read it in an origin-request function,
    with a policy that adds it, or hand on your own finding under another name. To remove one that
    a viewer sent is fine.
    """
    if exchange.kind != "request":
        return
    country = exchange.limits.names("headers.viewer-country")
    for name in exchange.added_headers:
        if name in country:
            yield Fault(
                message=f"the handler sets {name}, which only CloudFront may add",
                place=f"headers.{name}",
            )


@check(
    "EC312",
    "set-cookie-in-request",
    Level.WARNING,
    events=REQUEST_EVENTS,
    sees="lost",
    rules=("header-set-cookie-in-request",),
    aws=(EVENT_STRUCTURE,),
)
def set_cookie_in_request(exchange: Exchange) -> Faults:
    """Set-Cookie is put on a request, where no viewer sees it.

    Set-Cookie is a response header. On a request it goes to the origin, which makes nothing of it.
    To set a cookie, do it in a response event, or answer the request with a response.
    """
    if exchange.kind == "request" and "set-cookie" in exchange.added_headers:
        yield Fault(
            message="the handler puts set-cookie on the request, where it goes to the origin only",
            place="headers.set-cookie",
        )


@check(
    "EC314",
    "header-no-effect",
    Level.WARNING,
    sees="ignored",
    rules=("header-te", "header-cloudfront-overwritten"),
    aws=(CUSTOM_ORIGIN_BEHAVIOR, LAMBDA_RESTRICTIONS),
)
def header_no_effect(exchange: Exchange) -> Faults:
    """A header edit that CloudFront overwrites or drops silently.

    CloudFront removes TE from what it sends to the origin. It adds the CloudFront-* headers of its
    policies after the viewer-request function, over what that function has set: choose a name of
    your own. The latter is told where the configuration says which headers policies deliver.
    """
    for name in exchange.added_headers if exchange.kind == "request" else ():
        if _is_stripped(exchange, name):
            message = f"CloudFront drops the header {name}, which the handler sets"
        elif _is_overwritten(exchange, name):
            message = f"CloudFront overwrites the header {name} after the handler has set it"
        else:
            continue
        yield Fault(message=message, place=f"headers.{name}")


def _is_stripped(exchange: Exchange, name: str) -> bool:
    stripped = name in exchange.limits.names("headers.stripped-by-default").exact
    return (
        stripped
        and name not in (exchange.conditions.delivered or ())
        and name not in exchange.limits.names("headers.restricted.origin-request").exact
    )


def _is_overwritten(exchange: Exchange, name: str) -> bool:
    return (
        exchange.event_type is EventType.VIEWER_REQUEST
        and name in (exchange.conditions.delivered or ())
        and name in exchange.limits.names("headers.cloudfront").exact
        and name not in exchange.limits.names("headers.viewer-country").exact
    )
