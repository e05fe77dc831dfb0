"""Read serverless.yml: the `cloudFront` event, and what the edge plugins add to a function."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from edgeconform.deployment.arns import NOWHERE, FunctionRef, function_ref
from edgeconform.deployment.behaviors import (
    DEFAULT_PATTERN,
    UNKNOWN_PATTERN,
    behavior,
    distribution,
    event_type_of,
)
from edgeconform.deployment.cloudformation import associated, foreign_functions
from edgeconform.deployment.functions import at_edge, flag_setting
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node
from edgeconform.deployment.serverless_functions import (
    OWN_EVENT,
    REGION,
    Functions,
    events_of,
)
from edgeconform.deployment.serverless_variables import Variables
from edgeconform.deployment.template import DISTRIBUTION, Template
from edgeconform.model.deployment import Association, Behavior, Deployment, Distribution, Setting

_MADE: Final = "the distribution that the framework makes"
_ELSEWHERE: Final = "a distribution that is made elsewhere"
_DISTRIBUTION_KEYS: Final = ("distribution", "distributionId", "distributionID")


def read_service(raw: Node, path: Path) -> Deployment:
    """Return what a service deploys at the edge."""
    document = Variables(raw, path.parent).value(raw)
    template = Template(_resources(document), path, {"AWS::Region": _region_of(document)})
    functions = Functions(document, template, path.parent)
    distributions = tuple(_distributions(functions, template))
    used = {association.function for association in associated(distributions)}
    kept = list(at_edge((functions.configured(*each) for each in functions), used))
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


def _distributions(functions: Functions, template: Template) -> Iterator[Distribution]:
    """Yield the distribution of the `cloudFront` events, those of the resources, and others."""

    def resolve(node: Node) -> FunctionRef:
        found = template.function_ref(node)
        return _by_logical_name(functions, node) if found is NOWHERE else found

    made = list(_of_events(functions, template))
    if made:
        yield Distribution(name=_MADE, place=made[0].place, behaviors=tuple(_merged(made)))
    added = list(_of_plugins(functions))
    named = dict(template.of_kind(DISTRIBUTION))
    for name, resource in named.items():
        config = resource.at("Properties", "DistributionConfig").moved(resource.place)
        own = [each for target, each in added if target == name]
        found = distribution(name, config, resolve, template.policy)
        yield replace(found, behaviors=tuple(_merged([*found.behaviors, *own])))
    elsewhere: dict[str, list[Behavior]] = {}
    for target, each in added:
        if target not in named:
            elsewhere.setdefault(target, []).append(each)
    for rest in elsewhere.values():
        yield Distribution(name=_ELSEWHERE, place=rest[0].place, behaviors=tuple(_merged(rest)))


def _by_logical_name(functions: Functions, node: Node) -> FunctionRef:
    """Find the function for which the framework makes a resource of this name."""
    text = node.raw.strip("${}")
    for name, _ in functions:
        logical = f"{name[:1].upper()}{name[1:]}".replace("-", "Dash").replace("_", "Underscore")
        if text.startswith(f"{logical}LambdaVersion"):
            return function_ref(name, "numbered", node.place)
        if text in (f"{logical}LambdaFunction.Arn", f"{logical}LambdaFunction"):
            return function_ref(name, "none", node.place)
    return NOWHERE


def _of_events(functions: Functions, template: Template) -> Iterator[Behavior]:
    for name, node in functions:
        for kind, edge in events_of(node):
            association = _association(name, edge) if kind == OWN_EVENT else None
            if association is not None:
                settings = behavior(
                    _pattern(edge), _with_policy(edge), template.function_ref, template.policy
                )
                yield replace(settings, place=edge.place, associations=(association,))


def _of_plugins(functions: Functions) -> Iterator[tuple[str, Behavior]]:
    """Yield what plugins add, with the distribution that is named, empty if none is.

    Sources: https://github.com/silvermine/serverless-plugin-cloudfront-lambda-edge and
    https://github.com/serverless-operations/serverless-lambda-edge-pre-existing-cloudfront
    """
    for name, node in functions:
        for kind, edge in events_of(node):
            association = _association(name, edge) if kind != OWN_EVENT else None
            for target in _targets(edge):
                if association is not None:
                    added = Behavior(
                        pattern=_pattern(edge), place=edge.place, associations=(association,)
                    )
                    yield target, added


def _targets(edge: Node) -> list[str]:
    """Return what tells apart the distributions that an event of a plugin is for.

    They are named by a resource or by an id, and an event may be for one stage only.
    """
    named = next((edge.at(key) for key in _DISTRIBUTION_KEYS if edge.at(key).given), edge)
    stage = edge.at("stage").raw
    names = [each.raw for each in named.entries()] or [""]
    return [f"{name}@{stage}" if stage else name for name in names]


def _association(function: str, node: Node) -> Association | None:
    event_type = event_type_of(node.at("eventType"))
    if event_type is None:
        return None
    return Association(
        event_type=event_type,
        function=function,
        place=node.place,
        version=Setting(value="numbered", place=node.place),
        include_body=flag_setting(node.at("includeBody")),
    )


def _pattern(node: Node) -> str:
    given = node.at("pathPattern")
    return given.text() or (UNKNOWN_PATTERN if given.value is UNKNOWN else DEFAULT_PATTERN)


def _with_policy(edge: Node) -> Node:
    settings = dict(edge.at("behavior").members())
    policy = edge.at("cachePolicy")
    found = policy.at("id") if policy.at("id").given else policy.at("name")
    if found.given:
        settings["CachePolicyId"] = found
    return Node(dict(settings), edge.place)


def _merged(behaviors: Iterable[Behavior]) -> list[Behavior]:
    """Put the associations of one path pattern together."""
    found: dict[str, Behavior] = {}
    for each in behaviors:
        before = found.get(each.pattern)
        if before is not None:
            each = replace(before, associations=(*before.associations, *each.associations))
        found[each.pattern] = each
    return list(found.values())
