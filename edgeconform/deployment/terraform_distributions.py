"""Read distributions of Terraform's resources."""

from collections.abc import Iterator
from typing import Final

from edgeconform.deployment import forwarding
from edgeconform.deployment.behaviors import (
    DEFAULT_PATTERN,
    UNKNOWN_PATTERN,
    Spelling,
    associations,
    viewer_functions,
)
from edgeconform.deployment.forwarding import PolicyKind
from edgeconform.deployment.functions import flag_setting
from edgeconform.deployment.nodes import UNKNOWN, Node
from edgeconform.deployment.terraform_resources import DISTRIBUTION, Resources, inner
from edgeconform.model.deployment import Behavior, Distribution, Forwarding

_TERRAFORM: Final = Spelling(
    event_type="event_type", function="lambda_arn", include_body="include_body"
)


def distributions(resources: Resources) -> Iterator[Distribution]:
    """Yield the distributions."""
    for resource in resources.of_kind(DISTRIBUTION):
        node = resource.node
        default = inner(node, "default_cache_behavior")
        behaviors = [_behavior(resources, DEFAULT_PATTERN, default)] if default.given else []
        for each in node.at("ordered_cache_behavior").entries():
            pattern = each.at("path_pattern").text() or UNKNOWN_PATTERN
            behaviors.append(_behavior(resources, pattern, each))
        yield Distribution(name=resource.address, place=node.place, behaviors=tuple(behaviors))


def _behavior(resources: Resources, pattern: str, node: Node) -> Behavior:
    return Behavior(
        pattern=pattern,
        place=node.place,
        associations=associations(
            node.at("lambda_function_association"), resources.function_ref, _TERRAFORM
        ),
        viewer_functions=viewer_functions(node.at("function_association"), _TERRAFORM),
        forwarding=_forwarding(resources, node),
        grpc=flag_setting(inner(node, "grpc_config", "enabled")),
        smooth_streaming=flag_setting(node.at("smooth_streaming")),
    )


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
