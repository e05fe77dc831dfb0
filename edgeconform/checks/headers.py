"""EC3xx: headers."""

from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import FAILED, RESTRICTIONS
from edgeconform.model import Level


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
    says=(f"{FAILED}: The function tried to add, delete, or change a read-only header.",),
    aws=(RESTRICTIONS,),
)
def header_read_only(exchange: Exchange) -> Faults:
    """A read-only header of this event was added, changed or deleted.

    Each event type has headers that a function may read and must hand back as they came. Leaving
    one out counts as deleting it: a response built from scratch loses Transfer-Encoding and Via.
    A response generated for a request event may not set the ones that are read-only there, such as
    Content-Length, which CloudFront works out itself.

    Handing back the same values is fine. Names are compared without case, all values in order.
    """
    read_only = exchange.limits.names(f"headers.read-only.{exchange.event_type}")
    if exchange.headers == exchange.given_headers:
        return
    given, returned = exchange.given_headers, exchange.headers
    for name in sorted(read_only.exact & (given.keys() | returned.keys())):
        before, after = given.get(name), returned.get(name)
        if before == after:
            continue
        did = "adds" if before is None else "deletes" if after is None else "changes"
        message = (
            f"the handler {did} the header {name}, which is read-only at {exchange.event_type}"
        )
        yield Fault(message=message, place=f"headers.{name}")
