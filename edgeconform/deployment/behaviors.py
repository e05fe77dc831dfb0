"""Read a distribution in CloudFormation's words, and associations in the words of any format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

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

DEFAULT_PATTERN: Final = "*"
UNKNOWN_PATTERN: Final = "(unknown)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """What a format calls the members of an association."""

    event_type: str
    function: str
    include_body: str


_CLOUDFORMATION: Final = Spelling(
    event_type="EventType", function="LambdaFunctionARN", include_body="IncludeBody"
)


def distribution(name: str, config: Node, resolve: Resolve, policy: PolicyOf) -> Distribution:
    """Return the distribution that a DistributionConfig describes."""
    default = config.at("DefaultCacheBehavior")
    behaviors = [behavior(DEFAULT_PATTERN, default, resolve, policy)] if default.given else []
    for node in config.at("CacheBehaviors").entries():
        pattern = node.at("PathPattern").text() or UNKNOWN_PATTERN
        behaviors.append(behavior(pattern, node, resolve, policy))
    return Distribution(name=name, place=config.place, behaviors=tuple(behaviors))


def behavior(pattern: str, node: Node, resolve: Resolve, policy: PolicyOf) -> Behavior:
    """Return the cache behavior that a CacheBehavior describes."""
    return Behavior(
        pattern=pattern,
        place=node.place,
        associations=associations(node.at("LambdaFunctionAssociations"), resolve, _CLOUDFORMATION),
        viewer_functions=viewer_functions(node.at("FunctionAssociations"), _CLOUDFORMATION),
        forwarding=_forwarding(node, policy),
        grpc=flag_setting(node.at("GrpcConfig", "Enabled")),
        smooth_streaming=flag_setting(node.at("SmoothStreaming")),
    )


def associations(node: Node, resolve: Resolve, spelled: Spelling) -> tuple[Association, ...]:
    """Return the associations of a list; one whose event type is not certain is left out."""
    return tuple(
        _association(item, event_type, resolve, spelled)
        for item, event_type in _at_events(node, spelled)
    )


def viewer_functions(node: Node, spelled: Spelling) -> tuple[ViewerFunction, ...]:
    """Return the CloudFront Functions of a list, those left out whose event type is not certain."""
    return tuple(
        ViewerFunction(event_type=event_type, place=item.place)
        for item, event_type in _at_events(node, spelled)
    )


def _at_events(node: Node, spelled: Spelling) -> Iterator[tuple[Node, EventType]]:
    for item in node.entries():
        event_type = event_type_of(item.at(spelled.event_type))
        if event_type is not None:
            yield item, event_type


def _association(
    item: Node, event_type: EventType, resolve: Resolve, spelled: Spelling
) -> Association:
    arn = item.at(spelled.function)
    function = resolve(arn)
    return Association(
        event_type=event_type,
        function=function.name,
        place=arn.place,
        region=function.region,
        version=function.version,
        include_body=flag_setting(item.at(spelled.include_body)),
    )


def event_type_of(node: Node) -> EventType | None:
    """Return the event type that a node names, if it is certain."""
    text = node.text()
    return EventType(text) if text in tuple(EventType) else None


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
