"""Whether a handler looks at parts of a request: its body, its query string."""

from edgeconform.handlers.usage import usage
from edgeconform.model import Handler


def reads_request_body(handler: Handler) -> bool:
    """Whether the source touches `request.body`, which only Include Body brings."""
    return any(
        pair == ("request", "body")
        for access in usage(handler).accesses
        for pair in zip(access.chain, access.chain[1:], strict=False)
    )


def names_querystring(handler: Handler) -> bool:
    """Whether the source names the query string of anything, whatever it is taken from."""
    return any("querystring" in access.chain for access in usage(handler).accesses)
