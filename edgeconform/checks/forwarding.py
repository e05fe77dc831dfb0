"""EC923: what a handler reads, against what its behavior forwards."""

from collections.abc import Iterator

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, deployment_check
from edgeconform.checks.conditions import DeploymentConditions
from edgeconform.model import EventType, Level
from edgeconform.model.deployment import Deployment, Names, Use

ORIGIN_EVENTS = (EventType.ORIGIN_REQUEST, EventType.ORIGIN_RESPONSE)


@deployment_check(
    "EC923",
    "deploy-not-forwarded",
    Level.WARNING,
    events=ORIGIN_EVENTS,
    sees="wrong page",
    rules=("event-request-querystring-origin-visibility", "event-origin-request-typical-headers"),
    aws=(pages.RESTRICTIONS, pages.CUSTOM_ORIGIN_BEHAVIOR),
)
def not_forwarded(deployment: Deployment, conditions: DeploymentConditions) -> Faults:
    """A function at an origin event reads what its behavior does not forward.

    The events of origin-request and origin-response hold what the cache policy and the origin
    request policy pass on. A query string or a header that neither forwards is never there, so the
    branch that looks at it never runs. Forward it, or read it at viewer-request and put what you
    need into a header of your own that the cache policy names.

    Complained of only where the policies are certain, the source names what it reads, and the
    function is not at viewer events as well. Headers that CloudFront itself sends, such as
    User-Agent or Host, are left out.
    """
    uses = tuple(deployment.uses())
    elsewhere = {
        use.function.name for use in uses if use.association.event_type not in ORIGIN_EVENTS
    }
    for use in uses:
        if use.function.name in elsewhere:
            continue
        for name in _lacking(use, conditions):
            yield Fault(
                message=f"{use.function.name} reads {name} at {use.association.event_type}, and"
                f" the behavior {use.behavior.pattern} does not forward it",
                place=f"{use.function.name}: {name} at {use.behavior.pattern}",
                source=use.association.place,
            )


def _lacking(use: Use, conditions: DeploymentConditions) -> Iterator[str]:
    reads, forwarding = use.function.reads, use.behavior.forwarding
    if reads is None:
        return
    query = forwarding.query_strings
    if query is not None:
        yield from (f"the parameter {key}" for key in reads.query_keys if key not in query)
        if reads.querystring and not reads.query_keys and query == Names():
            yield "the query string"
    headers = forwarding.headers
    always = conditions.limits.names("headers.always-forwarded")
    if headers is not None:
        for name in reads.headers:
            if name not in headers and name not in always:
                yield f"the header {name}"
