"""Find out what a path holds, and read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edgeconform.deployment import cdk, cloudformation, serverless, terraform, terraform_plan
from edgeconform.deployment.folders import CDK_OUT, is_searched
from edgeconform.deployment.nodes import Node
from edgeconform.deployment.terraform_folder import JSON_SUFFIX, SUFFIX, is_terraform
from edgeconform.deployment.yaml_files import read_yaml
from edgeconform.errors import TemplateError
from edgeconform.model.deployment import Deployment

SUFFIXES: Final = (".yaml", ".yml", ".json", ".template", SUFFIX)
SERVERLESS: Final = ("serverless.yml", "serverless.yaml", "serverless.json")
USUAL: Final = ("template.yaml", "template.yml", "template.json", *SERVERLESS)
_CDK_PROJECT: Final = "cdk.json"
_MOST_NAMED: Final = 3
_PROGRAMS: Final = (".ts", ".js", ".mjs", ".cjs", ".py")
_KINDS: Final = "a CloudFormation or SAM template, a serverless.yml, a Terraform plan"


def is_template(path: Path) -> bool:
    """Whether a path may be a template, or the folder of one, and not the source of a handler."""
    return bool(templates_in(path)) if path.is_dir() else path.suffix in SUFFIXES


def read(path: Path) -> tuple[Deployment, ...]:
    """Return what a file deploys, or each template that a folder holds.

    Raises TemplateError if there is none, or one cannot be read.
    """
    if not path.exists():
        raise TemplateError(f"{path} does not exist")
    if not (path.is_file() or path.is_dir()):
        raise TemplateError(f"{path} is neither a file nor a folder")
    found = tuple(_in_folder(path)) if path.is_dir() else (_read_file(path),)
    if not found:
        raise TemplateError(
            f"{path} holds no template: looked for {', '.join(USUAL)}, {CDK_OUT},"
            f" *{SUFFIX} and *{JSON_SUFFIX}{_elsewhere(path)}"
        )
    return found


def _elsewhere(folder: Path) -> str:
    """Say where the template of a project may be that a folder itself does not hold."""
    below = [str(each) for each in find(folder)[:_MOST_NAMED]]
    if below:
        return f"; below it there is {', '.join(below)}: name what is deployed"
    if (folder / _CDK_PROJECT).is_file():
        return f"; run cdk synth first, which writes {CDK_OUT}"
    return ""


def find(folder: Path) -> tuple[Path, ...]:
    """Return the templates of a project, by their usual names, in and right below `folder`."""
    places = [folder, *sorted(each for each in folder.iterdir() if is_searched(each))]
    return tuple(each for place in places for each in templates_in(place))


def templates_in(folder: Path) -> tuple[Path, ...]:
    """Return the templates that lie in a folder, by their usual names; a folder for Terraform."""
    found = [folder / name for name in USUAL if (folder / name).is_file()]
    if cdk.is_assembly(folder / CDK_OUT):
        found.append(folder / CDK_OUT)
    if is_terraform(folder) or cdk.is_assembly(folder):
        found.append(folder)
    return tuple(found)


def _in_folder(folder: Path) -> Iterator[Deployment]:
    for path in templates_in(folder):
        if path.is_file():
            yield _read_file(path)
        elif cdk.is_assembly(path):
            yield cdk.read_assembly(path)
        else:
            yield terraform.read_configuration(path)


def _read_file(path: Path) -> Deployment:
    if is_terraform(path):
        return terraform.read_configuration(path.parent)
    if path.suffix in _PROGRAMS:
        raise _not_read(path, "a program is not run: name what it makes, such as cdk.out")
    document = read_yaml(path)
    if _is_service(document):
        return serverless.read_service(document, path)
    if terraform_plan.is_plan(document):
        return terraform_plan.read_plan(document, path)
    if document.at("artifacts").given and path.name == cdk.MANIFEST:
        return cdk.read_assembly(path.parent)
    if document.at("Resources").given:
        return cloudformation.read_template(document, path)
    raise _not_read(path, "it has neither Resources, nor service and provider, nor planned_values")


def _not_read(path: Path, why: str) -> TemplateError:
    return TemplateError(f"{path} is none of the templates that are read: {_KINDS}; {why}")


def _is_service(document: Node) -> bool:
    return document.at("provider").given and document.at("service").given
