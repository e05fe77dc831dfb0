"""Read a Terraform configuration: a folder of its files, and its local modules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from os.path import normpath
from pathlib import Path
from typing import Final

from edgeconform.deployment.blocks import Block
from edgeconform.deployment.cloudformation import associated, foreign_functions
from edgeconform.deployment.functions import text_setting
from edgeconform.deployment.nodes import MISSING, Node, unknown
from edgeconform.deployment.registry_modules import registry_resource
from edgeconform.deployment.terraform_calls import items
from edgeconform.deployment.terraform_distributions import distributions
from edgeconform.deployment.terraform_folder import is_terraform, read_folder
from edgeconform.deployment.terraform_functions import functions
from edgeconform.deployment.terraform_inputs import chosen, given_inputs, other_inputs
from edgeconform.deployment.terraform_resources import (
    FUNCTION,
    Resource,
    Resources,
    instance_address,
)
from edgeconform.deployment.terraform_scope import Scope
from edgeconform.model import SourcePlace
from edgeconform.model.deployment import Deployment, Setting

DEFAULT: Final = "aws"
_DEEPEST: Final = 6

Regions = Mapping[str, Setting[str] | None]
"""The Region of each provider, by `aws` or `aws.alias`."""


@dataclass(frozen=True, slots=True)
class _Module:
    """A module at work: its names, its providers, and the modules that it calls."""

    scope: Scope
    regions: Regions
    children: Mapping[str, "_Module"]


class _Inputs(Mapping[str, Node]):
    """What a module is given, worked out when it is asked for.

    Modules may hand things to each other, in whichever order they are written.
    """

    def __init__(self, caller: Scope, written: Mapping[str, Node]) -> None:
        self._caller = caller
        self._written = written
        self._found: dict[str, Node] = {}

    def __getitem__(self, name: str) -> Node:
        if name not in self._found:
            written = self._written[name]
            self._found[name] = unknown(written.place)
            self._found[name] = self._caller.value(written)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


def read_configuration(folder: Path) -> Deployment:
    """Return what a Terraform configuration deploys at the edge."""
    root = _module(folder, None, None, {})
    return deployment(folder, "Terraform", Resources(_resources(root)))


def deployment(path: Path, kind: str, resources: Resources) -> Deployment:
    """Return what resources deploy at the edge."""
    found = tuple(distributions(resources))
    used = {each.function for each in associated(found)}
    own = tuple(functions(resources, used))
    return Deployment(
        path=path,
        kind=kind,
        distributions=found,
        functions=(*own, *foreign_functions(found, own)),
    )


def _root_inputs(folder: Path, blocks: Iterable[Block]) -> dict[str, Node]:
    """Return the values of the variables of a root module that files give for certain."""
    inputs = given_inputs(folder)
    defaults = {
        block.labels[0]: block.body.at("default")
        for block in blocks
        if block.kind == "variable" and block.labels
    }
    for name, others in other_inputs(folder).items():
        before = inputs.get(name) or defaults.get(name)
        if before is not None and before.value is not MISSING:
            inputs[name] = chosen(before, others)
    return inputs


def _module(folder: Path, caller: Scope | None, call: Block | None, given: Regions) -> _Module:
    """Read a module by the call of it; the root has none, and no inputs but those of files."""
    blocks = read_folder(folder)
    children: dict[str, _Module] = {}
    prefix, root = "", folder
    inputs: Mapping[str, Node] = {}
    if caller is None or call is None:
        inputs = _root_inputs(folder, blocks)
    else:
        prefix, root = f"{caller.prefix}module.{call.labels[0]}.", caller.root
        inputs = _Inputs(caller, dict(call.body.members()))

    def output(name: str, label: str) -> Node:
        child = children.get(name)
        place = SourcePlace(file=folder.as_posix(), line=1)
        if child is None:
            return Node(f"${{{prefix}module.{name}.{label}}}", place)
        body = child.scope.block("output", label)
        return child.scope.value(body.at("value")) if body else unknown(place)

    scope = Scope(folder, blocks, inputs, prefix, output, root)
    regions = {**given, **dict(_regions(scope))}
    for block in blocks:
        child = _child(scope, block, regions)
        if child is not None:
            children[block.labels[0]] = child
    return _Module(scope, regions, children)


def _child(scope: Scope, block: Block, regions: Regions) -> _Module | None:
    """Return the module that a block calls; None if it is not at hand."""
    if block.kind != "module" or not block.labels:
        return None
    source = block.body.at("source").text() or ""
    folder = Path(normpath(scope.folder / source)) if source.startswith((".", "/")) else None
    depth = scope.prefix.count("module.")
    if folder is None or depth >= _DEEPEST or not is_terraform(folder):
        return None
    return _module(folder, scope, block, _handed_down(block, regions))


def _handed_down(block: Block, regions: Regions) -> Regions:
    handed = {DEFAULT: regions.get(DEFAULT)}
    for name, node in block.body.at("providers").members():
        handed[name] = regions.get(node.raw.strip("${}"))
    return handed


def _regions(scope: Scope) -> Iterator[tuple[str, Setting[str] | None]]:
    for block in scope.blocks:
        if block.kind == "provider" and block.labels == (DEFAULT,):
            alias = block.body.at("alias").text()
            region = text_setting(scope.value(block.body.at("region")))
            yield (f"{DEFAULT}.{alias}" if alias else DEFAULT), region


def _resources(module: _Module) -> Iterator[Resource]:
    scope = module.scope
    for block in scope.blocks:
        if block.kind in ("resource", "data") and len(block.labels) == 2:
            yield from _made(module, block)
        elif block.kind == "module" and block.labels and not _is_left_out(scope, block):
            child = module.children.get(block.labels[0])
            if child is not None:
                yield from _resources(child)
                continue
            providers = _handed_down(block, module.regions)
            yield registry_resource(scope, block, providers.get(DEFAULT))


def _is_left_out(scope: Scope, block: Block) -> bool:
    """Whether a resource or module is certainly made not even once."""
    count = scope.value(block.body.at("count")).number()
    return count == 0 or items(scope.value(block.body.at("for_each"))) == []


def _made(module: _Module, block: Block) -> Iterator[Resource]:
    """Yield what a block makes: nothing, or a resource, and each of its instances that is known."""
    scope = module.scope
    kind, name = block.labels
    head = "data." if block.kind == "data" else ""
    provider = block.body.at("provider")
    alias = DEFAULT if provider.value is MISSING else provider.raw.strip("${}")
    if _is_left_out(scope, block):
        return
    rounds = items(scope.value(block.body.at("for_each"))) if kind == FUNCTION else None
    instances = rounds or []
    whole = Resource(
        address=f"{scope.prefix}{head}{kind}.{name}",
        kind=kind,
        node=scope.value(block.body),
        region=module.regions.get(alias),
        folder=scope.folder,
        root=scope.root,
        several=bool(instances),
    )
    yield whole
    for key, value in instances:
        each = Node({"key": key, "value": value}, whole.node.place)
        address = instance_address(whole.address, key.text() or "")
        node = scope.bound({"each": each}).value(block.body)
        yield replace(whole, address=address, node=node, several=False)
