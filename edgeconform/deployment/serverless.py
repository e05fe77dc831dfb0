"""Read serverless.yml: the `cloudFront` event, and what the edge plugins add to a function."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from edgeconform.deployment.arns import NOWHERE, FunctionRef, function_ref
from edgeconform.deployment.behaviors import DEFAULT_PATTERN, behavior, event_type_of
from edgeconform.deployment.cloudformation import EDGE_SERVICE, foreign_functions
from edgeconform.deployment.functions import Known, edge_function, flag_setting, text_setting
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node
from edgeconform.deployment.serverless_variables import Variables
from edgeconform.deployment.template import DISTRIBUTION, Template
from edgeconform.model import (
    Association,
    Behavior,
    Deployment,
    Distribution,
    EdgeFunction,
    Role,
    Setting,
)

MEMORY: Final = 1024
TIMEOUT: Final = 6
REGION: Final = "us-east-1"
_MADE: Final = "the distribution that the framework makes"
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
_UPDATE_MODES: Final = {"auto": "Auto", "onFunctionUpdate": "FunctionUpdate", "manual": "Manual"}


def read_service(raw: Node, path: Path) -> Deployment:
    """Return what a service deploys at the edge."""
    document = Variables(raw, path.parent).value(raw)
    template = Template(_resources(document), path, {"AWS::Region": _region_of(document)})
    service = _Service(document, template, path)
    functions = dict(service.functions())
    distributions = tuple(service.distributions(functions))
    kept = [
        service.configured(name, node)
        for name, node in functions.items()
        if any(
            a.function == name for d in distributions for b in d.behaviors for a in b.associations
        )
    ]
    return Deployment(
        path=path,
        kind="Serverless Framework",
        distributions=distributions,
        functions=(*kept, *foreign_functions(distributions, kept)),
    )


def _region_of(document: Node) -> str:
    region = document.at("provider", "region")
    return REGION if region.value is MISSING else region.text() or "${AWS::Region}"


def _resources(document: Node) -> Node:
    """Return the CloudFormation part, merged where it is a list of parts."""
    parts = [part for part in document.at("resources").entries() if isinstance(part.value, dict)]
    merged: dict[str, Node] = {}
    for part in parts:
        for key, node in part.members():
            if key in merged and isinstance(merged[key].value, dict):
                node = Node(dict([*merged[key].members(), *node.members()]), node.place)
            merged[key] = node
    return Node(dict(merged), document.place)


class _Service:
    """One serverless.yml, its variables replaced."""

    def __init__(self, document: Node, template: Template, path: Path) -> None:
        self._document = document
        self._provider = document.at("provider")
        self._template = template
        self._path = path

    def functions(self) -> Iterator[tuple[str, Node]]:
        """Yield the functions of the service."""
        for part in self._document.at("functions").entries():
            yield from part.members()

    def distributions(self, functions: Mapping[str, Node]) -> Iterator[Distribution]:
        """Yield the distribution of the `cloudFront` events, then those of the resources."""
        made = [*self._made(functions)]
        if made:
            yield Distribution(name=_MADE, place=made[0].place, behaviors=tuple(_merged(made)))
        added = [(name, node, each) for name, node in functions.items() for each in _plugin(node)]
        for name, resource in self._template.of_kind(DISTRIBUTION):
            config = resource.at("Properties", "DistributionConfig")
            own = [each for each in added if name in _targets(each[2])]
            yield self._distribution(name, config.moved(resource.place), own)
        named = {name for name, _ in self._template.of_kind(DISTRIBUTION)}
        rest = [each for each in added if not named & set(_targets(each[2]))]
        if rest:
            behaviors = [self._by_plugin(name, each) for name, _, each in rest]
            found = [each for each in behaviors if each is not None]
            if found:
                yield Distribution(
                    name="a distribution made elsewhere",
                    place=found[0].place,
                    behaviors=tuple(_merged(found)),
                )

    def _distribution(
        self, name: str, config: Node, added: list[tuple[str, Node, Node]]
    ) -> Distribution:
        from edgeconform.deployment.behaviors import distribution

        found = distribution(name, config, self._function_ref, self._template.policy)
        extra = [each for each in (self._by_plugin(n, e) for n, _, e in added) if each]
        return replace(found, behaviors=tuple(_merged([*found.behaviors, *extra])))

    def _function_ref(self, node: Node) -> FunctionRef:
        found = self._template.function_ref(node)
        if found is not NOWHERE:
            return found
        text = node.raw.strip("${}")
        for name, _ in self.functions():
            logical = f"{name[:1].upper()}{name[1:]}".replace("-", "Dash").replace(
                "_", "Underscore"
            )
            if text.startswith(f"{logical}LambdaVersion"):
                return function_ref(name, "numbered", node.place)
            if text in (f"{logical}LambdaFunction.Arn", f"{logical}LambdaFunction"):
                return function_ref(name, "none", node.place)
        return NOWHERE

    def _made(self, functions: Mapping[str, Node]) -> Iterator[Behavior]:
        for name, node in functions.items():
            for event in node.at("events").entries():
                edge = event.at("cloudFront")
                event_type = event_type_of(edge.at("eventType"))
                if event_type is None:
                    continue
                association = Association(
                    event_type=event_type,
                    function=name,
                    place=edge.place,
                    version=Setting(value="numbered", place=edge.place),
                    include_body=flag_setting(edge.at("includeBody")),
                )
                settings = behavior(
                    edge.at("pathPattern").text() or DEFAULT_PATTERN,
                    _with_policies(edge),
                    self._function_ref,
                    self._template.policy,
                )
                yield replace(settings, place=edge.place, associations=(association,))

    def _by_plugin(self, function: str, node: Node) -> Behavior | None:
        event_type = event_type_of(node.at("eventType"))
        if event_type is None:
            return None
        association = Association(
            event_type=event_type,
            function=function,
            place=node.place,
            version=Setting(value="numbered", place=node.place),
            include_body=flag_setting(node.at("includeBody")),
        )
        pattern = node.at("pathPattern")
        name = pattern.text() or ("(unknown)" if pattern.value is UNKNOWN else DEFAULT_PATTERN)
        return Behavior(pattern=name, place=node.place, associations=(association,))

    def configured(self, name: str, node: Node) -> EdgeFunction:
        """Return a function with what the provider sets for all."""
        nodes = {}
        for key, (own, common) in _SETTINGS.items():
            found = node.at(*own)
            if found.value is MISSING and common:
                found = self._provider.at(*common)
            nodes[key] = found
        if nodes["variables"].value is not MISSING:
            nodes["variables"] = _merged_members(
                self._provider.at("environment"), node.at("environment")
            )
        return edge_function(name, node.place, self._completed(nodes, node), self._known(node))

    def _completed(self, nodes: dict[str, Node], node: Node) -> dict[str, Node]:
        place = node.place
        for key, default in (("memory", MEMORY), ("timeout", TIMEOUT)):
            if nodes[key].value is MISSING:
                nodes[key] = Node(default, place)
        tracing = nodes["tracing"]
        if tracing.value is True:
            nodes["tracing"] = Node("Active", tracing.place)
        if nodes["vpc"].value is False or node.at("vpc").value is None:
            nodes["vpc"] = Node(MISSING, place)
        mode = nodes["runtime_management"]
        text = mode.at("mode").raw if isinstance(mode.value, dict) else mode.raw
        if text in _UPDATE_MODES:
            nodes["runtime_management"] = Node(_UPDATE_MODES[text], mode.place)
        if node.at("image").given:
            nodes["package_type"] = Node("Image", node.at("image").place)
        return nodes

    def _known(self, node: Node) -> Known:
        region = self._provider.at("region")
        if region.value is MISSING:
            place = self._provider.place if self._provider.given else node.place
            certain: Setting[str] | None = Setting(value=REGION, place=place)
        else:
            certain = text_setting(region)
        return Known(region=certain, role=self._role(node), code=self._code(node))

    def _role(self, node: Node) -> Setting[Role] | None:
        for given in (
            node.at("role"),
            self._provider.at("role"),
            self._provider.at("iam", "role"),
        ):
            if not given.given and given.value is not UNKNOWN:
                continue
            evaluated = self._template.evaluator.value(given)
            if evaluated.raw in self._template.resources:
                evaluated = Node(f"${{{evaluated.raw}}}", given.place)
            if not isinstance(evaluated.value, dict):
                return self._template.role(evaluated)
        return Setting(value=_ROLE, place=node.place)

    def _code(self, node: Node) -> Setting[Path] | None:
        artifact = node.at("package", "artifact")
        found = text_setting(artifact)
        if found is not None:
            return Setting(value=self._path.parent / found.value, place=found.place)
        return Setting(value=self._path.parent, place=node.place)


def _with_policies(edge: Node) -> Node:
    settings = dict(edge.at("behavior").members())
    for key, target in (("cachePolicy", "CachePolicyId"),):
        policy = edge.at(key)
        found = policy.at("id") if policy.at("id").given else policy.at("name")
        if found.given:
            settings[target] = found
    return Node(dict(settings), edge.place)


def _plugin(node: Node) -> tuple[Node, ...]:
    return node.at("lambdaAtEdge").entries()


def _targets(node: Node) -> list[str]:
    return [each.raw for each in node.at("distribution").entries()]


def _merged(behaviors: Iterable[Behavior]) -> list[Behavior]:
    """Put the associations of one path pattern together."""
    found: dict[str, Behavior] = {}
    for each in behaviors:
        before = found.get(each.pattern)
        if before is None:
            found[each.pattern] = each
        else:
            both = (*before.associations, *each.associations)
            found[each.pattern] = replace(before, associations=both)
    return list(found.values())


def _merged_members(first: Node, second: Node) -> Node:
    place = second.place if second.given else first.place
    return Node(dict([*first.members(), *second.members()]), place)
