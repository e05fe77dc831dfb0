"""Read a Terraform plan, as `terraform show -json` prints it.

A plan gives values, and the configuration that they came from; where a value is known only after
the plan was carried out, the configuration still says which resource it comes from.
Source: https://developer.hashicorp.com/terraform/internals/json-format
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edgeconform.deployment.functions import text_setting
from edgeconform.deployment.nodes import MISSING, Node
from edgeconform.deployment.terraform import deployment
from edgeconform.deployment.terraform_resources import Resource, Resources
from edgeconform.model.deployment import Deployment, Setting

_DEEPEST: Final = 10


def is_plan(document: Node) -> bool:
    """Whether a JSON document is a plan."""
    return document.at("planned_values").given and document.at("terraform_version").given


def read_plan(document: Node, path: Path) -> Deployment:
    """Return what a plan deploys at the edge."""
    return deployment(path, "Terraform plan", Resources(_resources(document, path)))


def _resources(document: Node, path: Path) -> Iterator[Resource]:
    configuration = document.at("configuration")
    root = configuration.at("root_module")
    providers = configuration.at("provider_config")
    for values in (
        document.at("prior_state", "values", "root_module"),
        document.at("planned_values", "root_module"),
    ):
        yield from _of_module(values, root, providers, "", path, 0)


def _of_module(
    values: Node, config: Node, providers: Node, prefix: str, path: Path, depth: int
) -> Iterator[Resource]:
    written = {each.at("address").raw: each for each in config.at("resources").entries()}
    for each in values.at("resources").entries():
        head = "data." if each.at("mode").text() == "data" else ""
        local = f"{head}{each.at('type').raw}.{each.at('name').raw}"
        own = written.get(local, Node(MISSING, each.place))
        yield Resource(
            address=f"{prefix}{local}",
            kind=each.at("type").raw,
            node=_overlaid(each.at("values"), own.at("expressions"), prefix),
            region=_region(own, providers),
            folder=path.parent,
            root=path.parent,
        )
    for child in values.at("child_modules").entries() if depth < _DEEPEST else ():
        name = (
            child.at("address").raw.removeprefix(prefix).removeprefix("module.").partition("[")[0]
        )
        call = config.at("module_calls", name, "module")
        yield from _of_module(child, call, providers, f"{prefix}module.{name}.", path, depth + 1)


def _region(resource: Node, providers: Node) -> Setting[str] | None:
    key = resource.at("provider_config_key").raw
    return text_setting(providers.at(key, "expressions", "region", "constant_value"))


def _overlaid(values: Node, expressions: Node, prefix: str) -> Node:
    """Put the references of the configuration where there are no values yet."""
    if not isinstance(values.value, dict):
        return values
    members = dict(values.members())
    for name, expression in expressions.members():
        value = members.get(name)
        if value is not None and isinstance(value.value, list):
            members[name] = Node(
                [
                    _overlaid(item, _matching(item, expression, index), prefix)
                    for index, item in enumerate(value.value)
                ],
                value.place,
            )
        elif value is None or not value.given:
            reference = _reference(expression, prefix)
            if reference is not None:
                members[name] = reference.moved(values.place)
    return Node(dict(members), values.place)


def _matching(item: Node, expression: Node, index: int) -> Node:
    """Return the block of the configuration that a block came from: sets are reordered."""
    blocks = expression.value if isinstance(expression.value, list) else []
    event_type = item.at("event_type").text()
    for each in blocks:
        if event_type and each.at("event_type", "constant_value").text() == event_type:
            return each
    return blocks[index] if index < len(blocks) else Node(MISSING, item.place)


def _reference(expression: Node, prefix: str) -> Node | None:
    references = [each.raw for each in expression.at("references").entries() if each.raw]
    attributes = [each for each in references if each.count(".") >= 2]
    if len({each.rpartition(".")[0] for each in attributes}) != 1:
        return None
    return Node(f"${{{prefix}{attributes[0].partition('[')[0]}}}", expression.place)
