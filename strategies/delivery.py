"""Which headers the policies of a cache behavior keep back."""

from edgeconform.model import EventType
from edgeconform.strategies.distributions import FORWARDING
from edgeconform.strategies.formats.origin_headers import DEFAULT
from edgeconform.strategies.options import EventOptions


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
    return not (added and options.policy == "geo") and name not in DEFAULT
