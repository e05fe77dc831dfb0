"""Nested stacks whose templates lie beside that of their parent.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
and https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from edgeconform.deployment.arns import FunctionRef
from edgeconform.deployment.nodes import Node
from edgeconform.deployment.template import STACKS, Template
from edgeconform.deployment.yaml_files import read_yaml

_LOCATIONS: Final = (
    ("Metadata", "aws:asset:path"),
    ("Properties", "TemplateURL"),
    ("Properties", "Location"),
)


def with_nested(template: Template, above: tuple[Path, ...] = ()) -> Iterator[Template]:
    """Yield a template and those of its nested stacks, which it is told of.

    `above` are the templates that it is nested in. TemplateError if one cannot be read.
    """
    yield template
    above = (*above, template.path)
    for name, resource in _in_order(template):
        path = _path(template, resource)
        if path is None or path in above:
            continue
        document = read_yaml(path)
        if document.at("Resources").given:
            known, linked = _handed_down(template, name, resource)
            child = Template(document, path, known, linked, f"{template.prefix}{name}/")
            template.nested[name] = child
            yield from with_nested(child, above)


def _in_order(template: Template) -> Iterator[tuple[str, Node]]:
    """Yield the nested stacks, each after those whose outputs it is given, as far as that goes."""
    waiting = dict(template.of_kind(*STACKS))
    while waiting:
        free = (name for name in waiting if not _waits(waiting[name], waiting))
        name = next(free, next(iter(waiting)))
        yield name, waiting.pop(name)


def _waits(resource: Node, others: Iterable[str]) -> bool:
    given = [node.raw for _, node in resource.at("Properties", "Parameters").members()]
    return any(f"${{{other}.Outputs." in raw for raw in given for other in others)


def _path(template: Template, resource: Node) -> Path | None:
    found = next((resource.at(*way).text() for way in _LOCATIONS if resource.at(*way).text()), None)
    path = template.path.parent / found if found and "://" not in found else None
    return path if path is not None and path.is_file() else None


def _handed_down(
    template: Template, name: str, resource: Node
) -> tuple[dict[str, str | None], dict[str, FunctionRef]]:
    """Return the parameters of a nested stack, None for what is open, and functions among them."""
    known: dict[str, str | None] = {}
    linked: dict[str, FunctionRef] = {}
    for parameter, node in resource.at("Properties", "Parameters").members():
        known[parameter] = node.text()
        function = template.function_ref(node)
        if function.name:
            key = f"{template.prefix}{name}.{parameter}"
            known[parameter], linked[key] = f"${{import:{key}}}", function
    region = {"AWS::Region": template.region} if template.region else {}
    return {**known, **region}, linked
