"""Read distributions of Terraform's resources."""

from collections.abc import Iterator

from edgeconform.deployment import forwarding
from edgeconform.deployment.behaviors import DEFAULT_PATTERN, event_type_of
from edgeconform.deployment.forwarding import PolicyKind
from edgeconform.deployment.functions import flag_setting
from edgeconform.deployment.nodes import UNKNOWN, Node
from edgeconform.deployment.terraform_resources import DISTRIBUTION, Resources, inner
from edgeconform.model.deployment import (
    Association,
    Behavior,
    Distribution,
    Forwarding,
    ViewerFunction,
)


def distributions(resources: Resources) -> Iterator[Distribution]:
    """Yield the distributions."""
    for resource in resources.of_kind(DISTRIBUTION):
        node = resource.node
        default = inner(node, "default_cache_behavior")
        behaviors = [_behavior(resources, DEFAULT_PATTERN, default)] if default.given else []
        for each in node.at("ordered_cache_behavior").entries():
            pattern = each.at("path_pattern").text() or "(unknown)"
            behaviors.append(_behavior(resources, pattern, each))
        yield Distribution(name=resource.address, place=node.place, behaviors=tuple(behaviors))


def _behavior(resources: Resources, pattern: str, node: Node) -> Behavior:
    return Behavior(
        pattern=pattern,
        place=node.place,
        associations=tuple(_associations(resources, node.at("lambda_function_association"))),
        viewer_functions=tuple(_viewer_functions(node.at("function_association"))),
        forwarding=_forwarding(resources, node),
        grpc=flag_setting(inner(node, "grpc_config", "enabled")),
        smooth_streaming=flag_setting(node.at("smooth_streaming")),
    )


def _associations(resources: Resources, node: Node) -> Iterator[Association]:
    for item in node.entries():
        event_type = event_type_of(item.at("event_type"))
        if event_type is None:
            continue
        arn = item.at("lambda_arn")
        function = resources.function_ref(arn)
        yield Association(
            event_type=event_type,
            function=function.name,
            place=arn.place,
            region=function.region,
            version=function.version,
            include_body=flag_setting(item.at("include_body")),
        )


def _viewer_functions(node: Node) -> Iterator[ViewerFunction]:
    for item in node.entries():
        event_type = event_type_of(item.at("event_type"))
        if event_type is not None:
            yield ViewerFunction(event_type=event_type, place=item.place)


def _forwarding(resources: Resources, node: Node) -> Forwarding:
    cache = node.at("cache_policy_id")
    if cache.value is UNKNOWN:
        return forwarding.UNCERTAIN
    if cache.given:
        policies = [_policy(resources, "cache", cache)]
        asked = node.at("origin_request_policy_id")
        if asked.given or asked.value is UNKNOWN:
            policies.append(_policy(resources, "origin-request", asked))
        return forwarding.by_policies(policies)
    values = inner(node, "forwarded_values")
    if not isinstance(values.value, dict):
        return forwarding.UNCERTAIN
    return forwarding.legacy(values.at("query_string"), values.at("headers"))


def _policy(resources: Resources, kind: PolicyKind, node: Node) -> Forwarding:
    resource, _ = resources.named(node)
    name = node.text()
    if resource is not None and ".data." in f".{resource.address}":
        name, resource = resource.node.at("name").text(), None
    if resource is None:
        return forwarding.managed(kind, name)
    config = resource.node
    if kind == "cache":
        config = inner(config, "parameters_in_cache_key_and_forwarded_to_origin")
    headers, query = inner(config, "headers_config"), inner(config, "query_strings_config")
    return forwarding.of_policy(
        headers.at("header_behavior"),
        inner(headers, "headers", "items"),
        query.at("query_string_behavior"),
        inner(query, "query_strings", "items"),
    )
