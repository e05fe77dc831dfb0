"""The two modules of Terraform's registry that most deploy Lambda@Edge with.

They are not fetched: what they make of their inputs is written down here, as resources.
Sources: https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws and
https://registry.terraform.io/modules/terraform-aws-modules/cloudfront/aws
"""

from collections.abc import Mapping
from typing import Final

from edgeconform.deployment.blocks import Block
from edgeconform.deployment.nodes import Node
from edgeconform.deployment.terraform_resources import FUNCTION, MODULE, Resource
from edgeconform.deployment.terraform_scope import Scope
from edgeconform.model.deployment import Setting

_LAMBDA: Final = "terraform-aws-modules/lambda/aws"
_CLOUDFRONT: Final = "terraform-aws-modules/cloudfront/aws"
_SAME: Final = (
    "runtime",
    "handler",
    "memory_size",
    "timeout",
    "architectures",
    "package_type",
    "layers",
    "reserved_concurrent_executions",
)
_NESTED: Final[Mapping[str, tuple[str, str]]] = {
    "ephemeral_storage_size": ("ephemeral_storage", "size"),
    "environment_variables": ("environment", "variables"),
    "vpc_subnet_ids": ("vpc_config", "subnet_ids"),
    "dead_letter_target_arn": ("dead_letter_config", "target_arn"),
    "tracing_mode": ("tracing_config", "mode"),
}


def registry_resource(scope: Scope, block: Block, region: Setting[str] | None) -> Resource:
    """Return the resource that a call of one of the modules makes; for others just the call."""
    source = block.body.at("source").text() or ""
    inputs = scope.value(block.body)
    if source.startswith(_LAMBDA) and "//" not in source:
        kind, node = FUNCTION, _function(inputs)
    elif source.startswith(_CLOUDFRONT) and "//" not in source:
        kind, node = "aws_cloudfront_distribution", _distribution(inputs)
    else:
        kind, node = MODULE, inputs
    address = f"{scope.prefix}module.{block.labels[0]}"
    return Resource(
        address=address,
        kind=kind,
        node=node,
        region=region,
        folder=scope.folder,
        root=scope.root,
    )


def _function(inputs: Node) -> Node:
    members = {name: inputs.at(name) for name in _SAME if inputs.at(name).given}
    for name, (outer, within) in _NESTED.items():
        if inputs.at(name).given:
            members[outer] = Node({within: inputs.at(name)}, inputs.at(name).place)
    edge = inputs.at("lambda_at_edge")
    if inputs.at("publish").given or edge.given:
        flags = [inputs.at("publish").flag(), edge.flag()]
        members["publish"] = Node(True, edge.place) if True in flags else inputs.at("publish")
    if inputs.at("source_path").text():
        members["filename"] = inputs.at("source_path")
    return Node(dict(members), inputs.place)


def _distribution(inputs: Node) -> Node:
    members: dict[str, Node] = {}
    default = inputs.at("default_cache_behavior")
    if default.given:
        members["default_cache_behavior"] = Node([_behavior(default)], default.place)
    ordered = inputs.at("ordered_cache_behavior")
    if ordered.given:
        members["ordered_cache_behavior"] = Node(
            [_behavior(each) for each in ordered.entries()], ordered.place
        )
    return Node(dict(members), inputs.place)


def _behavior(node: Node) -> Node:
    members = {
        name: node.at(name)
        for name in ("path_pattern", "cache_policy_id", "origin_request_policy_id")
        if node.at(name).given
    }
    for name in ("lambda_function_association", "function_association"):
        found = [
            Node({"event_type": Node(event_type, each.place), **dict(each.members())}, each.place)
            for event_type, each in node.at(name).members()
        ]
        if found:
            members[name] = Node(list(found), node.place)
    return Node(dict(members), node.place)
