"""Which headers the policies of a cache behavior keep back."""

from typing import Final

from edgeconform.model import EventType
from edgeconform.strategies.distributions import FORWARDING
from edgeconform.strategies.options import EventOptions

_UNDER_ANY_POLICY: Final = (
    "headers.origin-request.forwarded",
    "headers.origin-request.by-method",
    "headers.origin-request.written",
)


def withheld(name: str, event_type: EventType, options: EventOptions) -> bool:
    """Return whether no request of such an event holds the header `name`, in lower case.

    Only what is certain is withheld: without a policy in `options` that is what CloudFront shows no
    function, and in viewer events what it adds behind them (a viewer may forge it).
    """
    if name in options.table.names("headers.disallowed"):
        return True
    added = name in options.table.names("headers.cloudfront")
    if event_type.side == "viewer":
        return added
    if options.policy is None or name in options.headers:
        return False
    if options.policy in FORWARDING:
        return added
    if added:
        return options.policy != "geo"
    return not any(name in options.table.names(key) for key in _UNDER_ANY_POLICY)
