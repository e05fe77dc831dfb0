"""Read a distribution in CloudFormation's words."""

from collections.abc import Callable, Iterator

from edgeconform.deployment import forwarding
from edgeconform.deployment.arns import FunctionRef
from edgeconform.deployment.forwarding import PolicyKind
from edgeconform.deployment.functions import flag_setting
from edgeconform.deployment.nodes import MISSING, Node
from edgeconform.model import EventType
from edgeconform.model.deployment import (
    Association,
    Behavior,
    Distribution,
    Forwarding,
    ViewerFunction,
)

Resolve = Callable[[Node], FunctionRef]
PolicyOf = Callable[[PolicyKind, Node], Forwarding]
"""What a policy forwards."""

DEFAULT_PATTERN = "*"


def distribution(name: str, config: Node, resolve: Resolve, policy: PolicyOf) -> Distribution:
    """Return the distribution that a DistributionConfig describes."""
    default = config.at("DefaultCacheBehavior")
    behaviors = [behavior(DEFAULT_PATTERN, default, resolve, policy)] if default.given else []
    for node in config.at("CacheBehaviors").entries():
        pattern = node.at("PathPattern").text() or "(unknown)"
        behaviors.append(behavior(pattern, node, resolve, policy))
    return Distribution(name=name, place=config.place, behaviors=tuple(behaviors))


def behavior(pattern: str, node: Node, resolve: Resolve, policy: PolicyOf) -> Behavior:
    """Return the cache behavior that a CacheBehavior describes."""
    return Behavior(
        pattern=pattern,
        place=node.place,
        associations=tuple(associations(node.at("LambdaFunctionAssociations"), resolve)),
        viewer_functions=tuple(_viewer_functions(node.at("FunctionAssociations"))),
        forwarding=_forwarding(node, policy),
        grpc=flag_setting(node.at("GrpcConfig", "Enabled")),
        smooth_streaming=flag_setting(node.at("SmoothStreaming")),
    )


def associations(node: Node, resolve: Resolve) -> Iterator[Association]:
    """Yield the associations of a list; one whose event type is not certain is left out."""
    for item in node.entries():
        event_type = event_type_of(item.at("EventType"))
        if event_type is None:
            continue
        arn = item.at("LambdaFunctionARN")
        function = resolve(arn)
        yield Association(
            event_type=event_type,
            function=function.name,
            region=function.region,
            place=arn.place if arn.given else item.place,
            version=function.version,
            include_body=flag_setting(item.at("IncludeBody")),
        )


def event_type_of(node: Node) -> EventType | None:
    """Return the event type that a node names, if it is certain."""
    text = node.text()
    return EventType(text) if text in tuple(EventType) else None


def _viewer_functions(node: Node) -> Iterator[ViewerFunction]:
    for item in node.entries():
        event_type = event_type_of(item.at("EventType"))
        if event_type is not None:
            yield ViewerFunction(event_type=event_type, place=item.place)


def _forwarding(node: Node, policy: PolicyOf) -> Forwarding:
    cache = node.at("CachePolicyId")
    if cache.given:
        policies = [policy("cache", cache)]
        asked = node.at("OriginRequestPolicyId")
        if asked.value is not MISSING:
            policies.append(policy("origin-request", asked))
        return forwarding.by_policies(policies)
    values = node.at("ForwardedValues")
    if not isinstance(values.value, dict):
        return forwarding.UNCERTAIN
    return forwarding.legacy(values.at("QueryString"), values.at("Headers"))
