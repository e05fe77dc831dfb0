"""Which headers the policies of a cache behavior deliver, and which they keep back."""

from typing import Final

from edgeconform.model import EventType
from edgeconform.strategies.distributions import FORWARDING
from edgeconform.strategies.options import EventOptions

_UNDER_ANY_POLICY: Final = (
    "headers.origin-request.forwarded",
    "headers.origin-request.by-method",
    "headers.origin-request.written",
)
_UNDER_FORWARDING: Final = ("headers.stripped-by-default", "headers.restricted.origin-request")


def delivered(options: EventOptions) -> frozenset[str]:
    """Return the headers, in lower case, that the policy of `options` is known to deliver.

    Those that `options` name, and under a policy that forwards the viewer's headers those that
    CloudFront keeps from an origin by default.
    """
    if options.policy not in FORWARDING:
        return frozenset(options.headers)
    return frozenset(options.headers).union(
        *(options.table.names(key).exact for key in _UNDER_FORWARDING)
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
