"""Read what `cdk synth` writes: the templates of cdk.out, their Regions, their assets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edgeconform.deployment.arns import FunctionRef
from edgeconform.deployment.cloudformation import (
    distributions_of,
    edge_functions,
    foreign_functions,
)
from edgeconform.deployment.nested_stacks import with_nested
from edgeconform.deployment.nodes import Node
from edgeconform.deployment.template import Template
from edgeconform.deployment.yaml_files import read_yaml
from edgeconform.errors import TemplateError
from edgeconform.model.deployment import Deployment

MANIFEST: Final = "manifest.json"
_STACK: Final = "aws:cloudformation:stack"
_ASSEMBLY: Final = "cdk:cloud-assembly"
_EXPORT_WRITER: Final = "Custom::CrossRegionExportWriter"
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stack:
    """A template of the assembly, and the Region it goes to, where one is named."""

    name: str
    path: Path
    document: Node
    region: str | None
    prefix: str = ""

    def template(self, linked: dict[str, FunctionRef]) -> Template:
        known = {"AWS::Region": self.region} if self.region else {}
        return Template(self.document, self.path, known, linked, self.prefix)


def is_assembly(folder: Path) -> bool:
    """Whether a folder is what `cdk synth` writes."""
    return (folder / MANIFEST).is_file()


def read_assembly(folder: Path) -> Deployment:
    """Return what all stacks of an assembly deploy together.

    A function of one stack that a distribution of another uses is found through the export or the
    SSM parameter that CDK makes for it.
    """
    stacks = list(_stacks(folder, 0))
    if len(stacks) > 1:
        stacks = [replace(each, prefix=f"{each.name}/") for each in stacks]
    linked: dict[str, FunctionRef] = {}
    for stack in stacks:
        linked |= dict(_handed_over(stack.template({})))
    templates = [each for stack in stacks for each in with_nested(stack.template(linked))]
    distributions = tuple(each for template in templates for each in distributions_of(template))
    own = tuple(each for template in templates for each in edge_functions(template, distributions))
    return Deployment(
        path=folder,
        kind="CDK",
        distributions=distributions,
        functions=(*own, *foreign_functions(distributions, own)),
    )


def _stacks(folder: Path, depth: int) -> Iterator[_Stack]:
    manifest = read_yaml(folder / MANIFEST)
    if not manifest.at("artifacts").given:
        raise TemplateError(f"{folder / MANIFEST} is no manifest of a CDK assembly")
    for name, artifact in manifest.at("artifacts").members():
        properties = artifact.at("properties")
        if artifact.at("type").text() == _STACK and properties.at("templateFile").text():
            path = folder / properties.at("templateFile").raw
            if not path.is_file():
                raise TemplateError(
                    f"{folder / MANIFEST} names {path.name}, which is not there; run cdk synth anew"
                )
            yield _Stack(name=name, path=path, document=read_yaml(path), region=_region(artifact))
        elif artifact.at("type").text() == _ASSEMBLY and depth < _DEEPEST:
            inner = folder / properties.at("directoryName").raw
            if properties.at("directoryName").raw and is_assembly(inner):
                yield from _stacks(inner, depth + 1)


def _region(artifact: Node) -> str | None:
    region = artifact.at("environment").raw.rpartition("/")[2]
    return None if not region or region.startswith("unknown") else region


def _handed_over(template: Template) -> Iterator[tuple[str, FunctionRef]]:
    """Yield exports and SSM parameters whose value is a function."""
    for name, value in _values(template):
        found = template.function_ref(value)
        if name and found.name:
            yield name, found


def _values(template: Template) -> Iterator[tuple[str | None, Node]]:
    for _, output in template.document.at("Outputs").members():
        name = template.evaluator.value(output.at("Export", "Name")).text()
        yield name, template.evaluator.value(output.at("Value"))
    for _, parameter in template.of_kind("AWS::SSM::Parameter"):
        yield parameter.at("Properties", "Name").text(), parameter.at("Properties", "Value")
    for _, writer in template.of_kind(_EXPORT_WRITER):
        yield from writer.at("Properties", "WriterProps", "exports").members()
