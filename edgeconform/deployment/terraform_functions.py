"""Read functions and their roles of Terraform's resources."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from edgeconform.deployment.functions import (
    Known,
    at_edge,
    declared_by,
    edge_function,
    text_setting,
)
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node
from edgeconform.deployment.roles import role_of
from edgeconform.deployment.terraform_resources import (
    FUNCTION,
    MODULE,
    Resource,
    Resources,
    inner,
    published_version,
)
from edgeconform.deployment.terraform_scope import policy
from edgeconform.model.deployment import EdgeFunction, Role, Setting

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
_ELSEWHERE: Final[Mapping[str, tuple[str, str]]] = {
    "provisioned_concurrency": (
        "aws_lambda_provisioned_concurrency_config",
        "provisioned_concurrent_executions",
    ),
    "runtime_management": ("aws_lambda_runtime_management_config", "update_runtime_on"),
}


def functions(resources: Resources, used: Iterable[str]) -> Iterator[EdgeFunction]:
    """Yield the functions that are associated or declared."""
    found = (_function(resources, each) for each in resources.of_kind(FUNCTION))
    yield from at_edge(found, set(used))


def _function(resources: Resources, resource: Resource) -> EdgeFunction:
    node = resource.node
    nodes = {key: inner(node, *path) for key, path in _SETTINGS.items()}
    concurrency = nodes["reserved_concurrency"].number()
    if concurrency is not None and concurrency < 0:
        nodes["reserved_concurrency"] = Node(MISSING, node.place)
    for key, (kind, attribute) in _ELSEWHERE.items():
        nodes[key] = _of_function(resources, resource, kind, attribute)
    role = _role(resources, node.at("role"))
    published = published_version(resource) == "numbered" and not resource.several
    known = Known(
        region=_region(resource),
        role=role,
        code=_code(resources, resource),
        declared=declared_by(role, published=published),
    )
    return edge_function(resource.address, node.place, nodes, known)


def _region(resource: Resource) -> Setting[str] | None:
    own = resource.node.at("region")
    return resource.region if own.value is MISSING or own.value is None else text_setting(own)


def _of_function(resources: Resources, function: Resource, kind: str, attribute: str) -> Node:
    for each in resources.of_kind(kind):
        owner, _ = resources.named(each.node.at("function_name"))
        if owner is function:
            return each.node.at(attribute)
    return Node(MISSING, function.node.place)


def _role(resources: Resources, node: Node) -> Setting[Role] | None:
    resource, _ = resources.named(node)
    if resource is None or resource.kind != "aws_iam_role":
        return None
    trust = resource.node.at("assume_role_policy")
    policies, managed = _attached(resources, resource)
    handed_on = any(_mentions(each.node, resource) for each in resources.of_kind(MODULE))
    whole = not handed_on and resource.node.at("managed_policy_arns").value is not UNKNOWN
    role = role_of(resource.address, policy(trust), policies, managed, whole=whole)
    return None if role is None else Setting(value=role, place=trust.place)


def _attached(resources: Resources, role: Resource) -> tuple[list[Node], list[Node]]:
    policies = [policy(each.at("policy")) for each in role.node.at("inline_policy").entries()]
    policies += [
        policy(each.node.at("policy"))
        for each in resources.of_kind("aws_iam_role_policy")
        if _is_named(resources, each.node.at("role"), role)
    ]
    managed = list(role.node.at("managed_policy_arns").entries())
    for each in resources.of_kind("aws_iam_role_policy_attachment", "aws_iam_policy_attachment"):
        roles = (*each.node.at("role").entries(), *each.node.at("roles").entries())
        if any(_is_named(resources, one, role) for one in roles):
            managed.append(each.node.at("policy_arn"))
    own = [resources.named(each)[0] for each in managed]
    policies += [
        policy(each.node.at("policy")) for each in own if each and each.kind == "aws_iam_policy"
    ]
    rest = [
        node
        for node, each in zip(managed, own, strict=True)
        if each is None or each.kind != "aws_iam_policy"
    ]
    return policies, rest


def _is_named(resources: Resources, node: Node, role: Resource) -> bool:
    """Whether a node names a role: by reference, or by the name that the role is given."""
    return resources.named(node)[0] is role or node.raw == role.node.at("name").raw != ""


def _mentions(node: Node, role: Resource) -> bool:
    """Whether a role is handed to a module that is not at hand: it may attach policies."""
    match node.value:
        case dict(members):
            return any(_mentions(each, role) for each in members.values())
        case list(items):
            return any(_mentions(each, role) for each in items)
    return f"${{{role.address}." in node.raw


def _code(resources: Resources, resource: Resource) -> Setting[Path] | None:
    given = resource.node.at("filename")
    archive = resources.named(given)[0] or resources.archive_at(given)
    if archive is None:
        found = text_setting(given)
        return None if found is None else _path(found, resource)
    if archive.node.at("excludes").given:
        return None
    for key in ("source_dir", "source_file"):
        if found := text_setting(archive.node.at(key)):
            return _path(found, archive)
    return None


def _path(found: Setting[str], owner: Resource) -> Setting[Path]:
    """Return a path, which Terraform takes to begin where it is run, unless it says otherwise."""
    path, folders = Path(found.value), (owner.folder, owner.root)
    whole = path.is_absolute() or any(path.is_relative_to(folder) for folder in folders)
    options = [*([path] if whole else []), owner.root / path, owner.folder / path]
    chosen = next((each for each in options if each.exists()), options[0])
    return Setting(value=chosen, place=found.place)
