"""Whether a handler counts on the request's body, which only Include Body brings."""

from edgeconform.handlers.usage import usage
from edgeconform.model import Handler


def reads_request_body(handler: Handler) -> bool:
    """Whether the source touches `request.body`."""
    return any(
        pair == ("request", "body")
        for access in usage(handler).accesses
        for pair in zip(access.chain, access.chain[1:], strict=False)
    )
