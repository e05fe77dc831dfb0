"""Terraform's resources, be they read from HCL or from a plan, and what refers to what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edgeconform.deployment.arns import NOWHERE, FunctionRef, function_ref, parse_arn, version_kind
from edgeconform.deployment.nodes import MISSING, Node
from edgeconform.model.deployment import Setting, VersionKind

FUNCTION: Final = "aws_lambda_function"
ALIAS: Final = "aws_lambda_alias"
DISTRIBUTION: Final = "aws_cloudfront_distribution"
ARCHIVE: Final = "archive_file"
MODULE: Final = "module"
"""The type of what stands for a call of a module that is not at hand; its node are the inputs."""
_INSTANCE = re.compile(r'\["[^"]*"\]$')
_REFERENCE = re.compile(r"\$\{(?P<address>.+)\.(?P<attribute>\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource or data source; `address` is without index unless this is one of `several`.

    `folder` is that of its module, `root` the one that Terraform is run in.
    """

    address: str
    kind: str
    node: Node
    region: Setting[str] | None
    folder: Path
    root: Path
    several: bool = False


class Resources:
    """All resources of a configuration, its modules included."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._all = {each.address: each for each in resources}

    def of_kind(self, *kinds: str) -> Iterator[Resource]:
        """Yield the resources of some types, those that are only looked up left out."""
        for each in self._all.values():
            if each.kind in kinds and not _is_looked_up(each):
                yield each

    def archive_at(self, path: Node) -> Resource | None:
        """Return the archive that is written to a path."""
        for each in self._all.values():
            if each.kind == ARCHIVE and each.node.at("output_path").raw == path.raw != "":
                return each
        return None

    def named(self, node: Node) -> tuple[Resource | None, str]:
        """Return the resource that a node refers to, and the attribute that it names."""
        found = _REFERENCE.fullmatch(node.raw)
        if found is None:
            return None, ""
        address = found["address"]
        resource = self._all.get(address) or self._all.get(_INSTANCE.sub("", address))
        return resource, found["attribute"]

    def function_ref(self, node: Node) -> FunctionRef:
        """Return which function a node names, and which version of it."""
        resource, attribute = self.named(node)
        if resource is None:
            return self._by_text(node)
        if resource.kind == ALIAS:
            owner, _ = self.named(resource.node.at("function_name"))
            return function_ref(owner.address if owner else "", "alias", node.place)
        if resource.kind != FUNCTION or _is_looked_up(resource):
            return NOWHERE
        kind = published_version(resource) if attribute.endswith("qualified_arn") else "none"
        return function_ref(resource.address, kind, node.place)

    def _by_text(self, node: Node) -> FunctionRef:
        head, colon, version = node.raw.rpartition(":")
        resource, _ = self.named(Node(head, node.place))
        if colon and resource is not None and resource.kind == FUNCTION:
            if _is_looked_up(resource):
                return NOWHERE
            own = published_version(resource) if version.endswith(".version}") else None
            return function_ref(resource.address, own or version_kind(version), node.place)
        return parse_arn(node.raw, node.place) or NOWHERE


def instance_address(address: str, key: str) -> str:
    """Return the address of one of several resources that a block makes."""
    return f'{address}["{key}"]'


def _is_looked_up(resource: Resource) -> bool:
    """Whether this is a data source."""
    return ".data." in f".{resource.address}"


def published_version(function: Resource) -> VersionKind | None:
    """Return what `qualified_arn` of a function ends in; None if `publish` is not certain."""
    publish = function.node.at("publish")
    if publish.value is MISSING or publish.value is None:
        return "$LATEST"
    flag = publish.flag()
    return None if flag is None else ("numbered" if flag else "$LATEST")


def inner(node: Node, *path: str) -> Node:
    """Return a member below blocks, of which each stands as a list of one."""
    for name in path:
        if isinstance(node.value, list):
            node = node.value[0] if len(node.value) == 1 else Node(MISSING, node.place)
        node = node.at(name)
    if isinstance(node.value, list) and len(node.value) == 1:
        only = node.value[0]
        return only if isinstance(only.value, dict) else node
    return node
