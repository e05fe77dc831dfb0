"""Read the functions of a serverless.yml, with what the provider sets for all of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from edgeconform.deployment.functions import (
    EDGE_SERVICE,
    Known,
    declared_by,
    edge_function,
    text_setting,
)
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node, unknown
from edgeconform.deployment.serverless_variables import is_open
from edgeconform.deployment.template import Template
from edgeconform.model.deployment import EdgeFunction, Role, Setting

MEMORY: Final = 1024
TIMEOUT: Final = 6
EDGE_MEMORY: Final = 128
EDGE_TIMEOUT: Final = 5
REGION: Final = "us-east-1"
_ROLE: Final = Role(
    name="the role that the framework makes",
    services=("lambda.amazonaws.com", EDGE_SERVICE),
    log_actions=frozenset({"logs:*"}),
)
_SETTINGS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "runtime": (("runtime",), ("runtime",)),
    "handler": (("handler",), ()),
    "memory": (("memorySize",), ("memorySize",)),
    "timeout": (("timeout",), ("timeout",)),
    "architecture": (("architecture",), ("architecture",)),
    "ephemeral_storage": (("ephemeralStorageSize",), ()),
    "variables": (("environment",), ("environment",)),
    "vpc": (("vpc",), ("vpc",)),
    "dead_letter_queue": (("onError",), ()),
    "layers": (("layers",), ("layers",)),
    "tracing": (("tracing",), ("tracing", "lambda")),
    "provisioned_concurrency": (("provisionedConcurrency",), ()),
    "reserved_concurrency": (("reservedConcurrency",), ()),
    "runtime_management": (("runtimeManagement",), ("runtimeManagement",)),
}
"""Where a setting stands in a function, and in the provider."""

OWN_EVENT: Final = "cloudFront"
EXISTING: Final = "preExistingCloudFront"
PLUGIN: Final = "lambdaAtEdge"
_UPDATE_MODES: Final = {"auto": "Auto", "onFunctionUpdate": "FunctionUpdate", "manual": "Manual"}


class Functions:
    """The functions of one service, its variables replaced."""

    def __init__(self, document: Node, template: Template, folder: Path) -> None:
        self._document = document
        self._provider = document.at("provider")
        self._template = template
        self._folder = folder

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        for part in self._document.at("functions").entries():
            yield from part.members()

    def configured(self, name: str, node: Node) -> EdgeFunction:
        """Return a function with what the provider sets for all."""
        nodes = {}
        for key, (own, common) in _SETTINGS.items():
            found = node.at(*own)
            if found.value is MISSING and common:
                found = self._provider.at(*common)
            nodes[key] = unknown(found.place) if is_open(found) else found
        if nodes["variables"].value is not MISSING:
            nodes["variables"] = _both(self._provider.at("environment"), node.at("environment"))
        nodes = _fitted(_completed(nodes, node), node)
        return edge_function(name, node.place, nodes, self._known(node))

    def _known(self, node: Node) -> Known:
        region = self._provider.at("region")
        certain = text_setting(region)
        if region.value is MISSING:
            place = self._provider.place if self._provider.given else node.place
            certain = Setting(value=REGION, place=place)
        versioned = self._provider.at("versionFunctions").flag() is not False
        role = self._role(node)
        made = role is not None and role.value is _ROLE
        return Known(
            region=certain,
            role=role,
            code=self._code(node),
            declared=declared_by(role, published=versioned and not made),
        )

    def _role(self, node: Node) -> Setting[Role] | None:
        for given in (node.at("role"), self._provider.at("role"), self._provider.at("iam", "role")):
            if not given.given and given.value is not UNKNOWN:
                continue
            evaluated = self._template.evaluator.value(given)
            if evaluated.raw in self._template.resources:
                evaluated = Node(f"${{{evaluated.raw}}}", given.place)
            if not isinstance(evaluated.value, dict):
                return self._template.role(evaluated)
        made = any(is_edge_event(event) for event in events_of(node))
        return Setting(value=_ROLE, place=node.place) if made else None

    def _code(self, node: Node) -> Setting[Path] | None:
        found = text_setting(node.at("package", "artifact"))
        if found is not None:
            return Setting(value=self._folder / found.value, place=found.place)
        return Setting(value=self._folder, place=node.place)


def events_of(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield what puts a function to the edge: the framework's own event, or that of a plugin."""
    for event in node.at("events").entries():
        for kind in (OWN_EVENT, EXISTING):
            if event.at(kind).given:
                yield kind, event.at(kind)
    for edge in node.at(PLUGIN).entries():
        yield PLUGIN, edge


def is_edge_event(event: tuple[str, Node]) -> bool:
    """Whether whoever handles an event lets edgelambda assume the role that is made."""
    return event[0] in (OWN_EVENT, PLUGIN)


def _fitted(nodes: dict[str, Node], node: Node) -> dict[str, Node]:
    """Do what the framework and the plugins do to functions at the edge.

    All drop environment variables. The framework drops the VPC too, and has other defaults, which
    go over those of the provider.
    Sources: https://github.com/serverless/serverless (cloudFront.js) and
    https://github.com/silvermine/serverless-plugin-cloudfront-lambda-edge
    """
    kinds = {kind for kind, _ in events_of(node)}
    if kinds:
        nodes["variables"] = Node(MISSING, node.place)
    if OWN_EVENT in kinds:
        nodes["vpc"] = Node(MISSING, node.place)
        for key, name, default in (
            ("memory", "memorySize", EDGE_MEMORY),
            ("timeout", "timeout", EDGE_TIMEOUT),
        ):
            if node.at(name).value is MISSING:
                nodes[key] = Node(default, node.place)
    return nodes


def _completed(nodes: dict[str, Node], node: Node) -> dict[str, Node]:
    """Put in what the framework sets by default, and Lambda's words for its own."""
    place = node.place
    for key, default in (("memory", MEMORY), ("timeout", TIMEOUT)):
        if nodes[key].value is MISSING:
            nodes[key] = Node(default, place)
    if nodes["tracing"].value is True:
        nodes["tracing"] = Node("Active", nodes["tracing"].place)
    if nodes["vpc"].value is False or node.at("vpc").value is None:
        nodes["vpc"] = Node(MISSING, place)
    mode = nodes["runtime_management"]
    text = mode.at("mode").raw if isinstance(mode.value, dict) else mode.raw
    if text in _UPDATE_MODES:
        nodes["runtime_management"] = Node(_UPDATE_MODES[text], mode.place)
    if node.at("image").given:
        nodes["package_type"] = Node("Image", node.at("image").place)
    return nodes


def _both(first: Node, second: Node) -> Node:
    place = second.place if second.given else first.place
    return Node(dict([*first.members(), *second.members()]), place)
