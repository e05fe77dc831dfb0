"""Make the model of Terraform's resources, be they read from HCL or from a plan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edgeconform.deployment import forwarding
from edgeconform.deployment.arns import NOWHERE, FunctionRef, function_ref, parse_arn, version_kind
from edgeconform.deployment.behaviors import DEFAULT_PATTERN, event_type_of
from edgeconform.deployment.functions import Known, edge_function, flag_setting, text_setting
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node
from edgeconform.deployment.roles import role_of
from edgeconform.deployment.terraform_scope import policy
from edgeconform.model import (
    Association,
    Behavior,
    Distribution,
    EdgeFunction,
    Forwarding,
    Role,
    Setting,
    VersionKind,
    ViewerFunction,
)

FUNCTION: Final = "aws_lambda_function"
ALIAS: Final = "aws_lambda_alias"
_REFERENCE = re.compile(r"\$\{(?P<address>.+)\.(?P<attribute>\w+)\}")
_SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "runtime": ("runtime",),
    "handler": ("handler",),
    "memory": ("memory_size",),
    "timeout": ("timeout",),
    "architecture": ("architectures",),
    "package_type": ("package_type",),
    "ephemeral_storage": ("ephemeral_storage", "size"),
    "variables": ("environment", "variables"),
    "vpc": ("vpc_config",),
    "dead_letter_queue": ("dead_letter_config", "target_arn"),
    "layers": ("layers",),
    "tracing": ("tracing_config", "mode"),
    "reserved_concurrency": ("reserved_concurrent_executions",),
    "package_key": ("source_kms_key_arn",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource or data source; `address` is without index. `folder` is that of its module."""

    address: str
    kind: str
    node: Node
    region: Setting[str] | None
    folder: Path


class Resources:
    """All resources of a configuration, its modules included."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._all = {each.address: each for each in resources}

    def of_kind(self, *kinds: str) -> Iterator[Resource]:
        """Yield the resources of some types."""
        return (each for each in self._all.values() if each.kind in kinds)

    def named(self, node: Node) -> tuple[Resource | None, str]:
        """Return the resource that a node refers to, and the attribute that it names."""
        found = _REFERENCE.fullmatch(node.raw)
        if found is None:
            return None, ""
        return self._all.get(found["address"]), found["attribute"]

    def function_ref(self, node: Node) -> FunctionRef:
        """Return which function a node names, and which version of it."""
        resource, attribute = self.named(node)
        if resource is None:
            return self._by_text(node)
        if resource.kind == ALIAS:
            owner, _ = self.named(resource.node.at("function_name"))
            return function_ref(owner.address if owner else "", "alias", node.place)
        if resource.kind != FUNCTION:
            return NOWHERE
        kind = self._version(resource) if attribute == "qualified_arn" else "none"
        return function_ref(resource.address, kind, node.place)

    def _version(self, function: Resource) -> VersionKind | None:
        publish = function.node.at("publish")
        if publish.value is MISSING or publish.value is None:
            return "$LATEST"
        flag = publish.flag()
        return None if flag is None else ("numbered" if flag else "$LATEST")

    def _by_text(self, node: Node) -> FunctionRef:
        head, colon, version = node.raw.rpartition(":")
        resource, _ = self.named(Node(head, node.place))
        if colon and resource is not None and resource.kind == FUNCTION:
            own = self._version(resource) if version.endswith(".version}") else None
            return function_ref(resource.address, own or version_kind(version), node.place)
        return parse_arn(node.raw, node.place) or NOWHERE

    def functions(self, used: Iterable[str]) -> Iterator[EdgeFunction]:
        """Yield the functions that are associated or declared."""
        names = set(used)
        for resource in self.of_kind(FUNCTION):
            role = self._role(resource.node.at("role"))
            declared = role is not None and "edgelambda.amazonaws.com" in role.value.services
            if resource.address in names or declared:
                yield self._function(resource, role, declared=declared)

    def _function(
        self, resource: Resource, role: Setting[Role] | None, *, declared: bool
    ) -> EdgeFunction:
        node = resource.node
        nodes = {key: inner(node, *path) for key, path in _SETTINGS.items()}
        concurrency = nodes["reserved_concurrency"].number()
        if concurrency is not None and concurrency < 0:
            nodes["reserved_concurrency"] = Node(MISSING, node.place)
        nodes["provisioned_concurrency"] = self._of_function(
            resource,
            "aws_lambda_provisioned_concurrency_config",
            "provisioned_concurrent_executions",
        )
        nodes["runtime_management"] = self._of_function(
            resource, "aws_lambda_runtime_management_config", "update_runtime_on"
        )
        own_region = text_setting(node.at("region"))
        known = Known(
            region=own_region or (None if node.at("region").given else resource.region),
            role=role,
            code=self._code(resource),
            declared="its role trusts edgelambda.amazonaws.com" if declared else "",
        )
        return edge_function(resource.address, node.place, nodes, known)

    def _of_function(self, function: Resource, kind: str, attribute: str) -> Node:
        for each in self.of_kind(kind):
            owner, _ = self.named(each.node.at("function_name"))
            if owner is function:
                return each.node.at(attribute)
        return Node(MISSING, function.node.place)

    def _role(self, node: Node) -> Setting[Role] | None:
        resource, _ = self.named(node)
        if resource is None or resource.kind != "aws_iam_role":
            return None
        trust = policy(resource.node.at("assume_role_policy"))
        policies, managed = self._attached(resource)
        role = role_of(resource.address, trust, policies, managed)
        place = resource.node.at("assume_role_policy").place
        return None if role is None else Setting(value=role, place=place)

    def _attached(self, role: Resource) -> tuple[list[Node], list[Node]]:
        policies = [policy(each.at("policy")) for each in role.node.at("inline_policy").entries()]
        managed = list(role.node.at("managed_policy_arns").entries())
        policies += [
            policy(each.node.at("policy"))
            for each in self.of_kind("aws_iam_role_policy")
            if self.named(each.node.at("role"))[0] is role
        ]
        for each in self.of_kind("aws_iam_role_policy_attachment", "aws_iam_policy_attachment"):
            roles = (*each.node.at("role").entries(), *each.node.at("roles").entries())
            if any(self.named(one)[0] is role for one in roles):
                target, _ = self.named(each.node.at("policy_arn"))
                own = target is not None and target.kind == "aws_iam_policy"
                if own and target is not None:
                    policies.append(policy(target.node.at("policy")))
                else:
                    managed.append(each.node.at("policy_arn"))
        return policies, managed

    def _code(self, resource: Resource) -> Setting[Path] | None:
        given = resource.node.at("filename")
        archive, _ = self.named(given)
        if archive is None:
            found = text_setting(given)
            return None if found is None else _path(found, resource.folder)
        if archive.node.at("excludes").given:
            return None
        for key in ("source_dir", "source_file"):
            if found := text_setting(archive.node.at(key)):
                return _path(found, archive.folder)
        return None

    def distributions(self) -> Iterator[Distribution]:
        """Yield the distributions."""
        for resource in self.of_kind("aws_cloudfront_distribution"):
            node = resource.node
            default = inner(node, "default_cache_behavior")
            behaviors = [self.behavior(DEFAULT_PATTERN, default)] if default.given else []
            for each in node.at("ordered_cache_behavior").entries():
                pattern = each.at("path_pattern").text() or "(unknown)"
                behaviors.append(self.behavior(pattern, each))
            yield Distribution(name=resource.address, place=node.place, behaviors=tuple(behaviors))

    def behavior(self, pattern: str, node: Node) -> Behavior:
        """Return a cache behavior."""
        return Behavior(
            pattern=pattern,
            place=node.place,
            associations=tuple(self._associations(node.at("lambda_function_association"))),
            viewer_functions=tuple(_viewer_functions(node.at("function_association"))),
            forwarding=self._forwarding(node),
            grpc=flag_setting(inner(node, "grpc_config", "enabled")),
            smooth_streaming=flag_setting(node.at("smooth_streaming")),
        )

    def _associations(self, node: Node) -> Iterator[Association]:
        for item in node.entries():
            event_type = event_type_of(item.at("event_type"))
            if event_type is None:
                continue
            arn = item.at("lambda_arn")
            function = self.function_ref(arn)
            yield Association(
                event_type=event_type,
                function=function.name,
                place=arn.place,
                region=function.region,
                version=function.version,
                include_body=flag_setting(item.at("include_body")),
            )

    def _forwarding(self, node: Node) -> Forwarding:
        cache = node.at("cache_policy_id")
        if cache.value is UNKNOWN:
            return forwarding.UNCERTAIN
        if cache.given:
            policies = [self._policy("cache", cache)]
            asked = node.at("origin_request_policy_id")
            if asked.given or asked.value is UNKNOWN:
                policies.append(self._policy("origin-request", asked))
            return forwarding.by_policies(policies)
        values = inner(node, "forwarded_values")
        if not isinstance(values.value, dict):
            return forwarding.UNCERTAIN
        return forwarding.legacy(values.at("query_string"), values.at("headers"))

    def _policy(self, kind: str, node: Node) -> Forwarding:
        resource, _ = self.named(node)
        name = node.text()
        if resource is not None and resource.address.startswith("data."):
            name = resource.node.at("name").text()
            resource = None
        if resource is None:
            known = forwarding.managed("cache" if kind == "cache" else "origin-request", name or "")
            return known if name else forwarding.UNCERTAIN
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


def inner(node: Node, *path: str) -> Node:
    """Return a member below blocks, of which each stands as a list of one."""
    for name in path:
        if isinstance(node.value, list):
            node = node.value[0] if len(node.value) == 1 else Node(MISSING, node.place)
        node = node.at(name)
    if isinstance(node.value, list) and len(node.value) == 1 and _is_block(node.value[0]):
        return node.value[0]
    return node


def _is_block(node: Node) -> bool:
    return isinstance(node.value, dict)


def _path(found: Setting[str], folder: Path) -> Setting[Path]:
    path = Path(found.value)
    within = path.is_absolute() or path.is_relative_to(folder)
    return Setting(value=path if within else folder / path, place=found.place)


def _viewer_functions(node: Node) -> Iterator[ViewerFunction]:
    for item in node.entries():
        event_type = event_type_of(item.at("event_type"))
        if event_type is not None:
            yield ViewerFunction(event_type=event_type, place=item.place)
