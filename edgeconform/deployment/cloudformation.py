"""Read AWS CloudFormation and AWS SAM templates."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from edgeconform.deployment.behaviors import distribution
from edgeconform.deployment.functions import (
    Known,
    at_edge,
    declared_by,
    edge_function,
    text_setting,
)
from edgeconform.deployment.nested_stacks import with_nested
from edgeconform.deployment.nodes import MISSING, Node
from edgeconform.deployment.roles import BASIC, role_of
from edgeconform.deployment.template import (
    ALIAS,
    DISTRIBUTION,
    FUNCTION,
    SAM_FUNCTION,
    VERSION,
    Template,
)
from edgeconform.model import SourcePlace
from edgeconform.model.deployment import (
    Association,
    Deployment,
    Distribution,
    EdgeFunction,
    Role,
    Setting,
)

_SAM_ROLE: Final = Role(
    name="a role that SAM makes",
    services=("lambda.amazonaws.com",),
    log_actions=frozenset({"logs:*"}),
)
_PROPERTIES: Final[Mapping[str, tuple[str, ...]]] = {
    "runtime": ("Runtime",),
    "handler": ("Handler",),
    "memory": ("MemorySize",),
    "timeout": ("Timeout",),
    "architecture": ("Architectures",),
    "package_type": ("PackageType",),
    "ephemeral_storage": ("EphemeralStorage", "Size"),
    "variables": ("Environment", "Variables"),
    "vpc": ("VpcConfig",),
    "layers": ("Layers",),
    "reserved_concurrency": ("ReservedConcurrentExecutions",),
    "runtime_management": ("RuntimeManagementConfig", "UpdateRuntimeOn"),
}
_OWN: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    FUNCTION: {
        "dead_letter_queue": ("DeadLetterConfig", "TargetArn"),
        "tracing": ("TracingConfig", "Mode"),
        "package_key": ("Code", "SourceKMSKeyArn"),
        "code_storage": ("Code", "S3ObjectStorageMode"),
    },
    SAM_FUNCTION: {
        "dead_letter_queue": ("DeadLetterQueue", "TargetArn"),
        "tracing": ("Tracing",),
        "package_key": ("SourceKMSKeyArn",),
        "code_storage": ("CodeUri", "StorageMode"),
        "provisioned_concurrency": (
            "ProvisionedConcurrencyConfig",
            "ProvisionedConcurrentExecutions",
        ),
    },
}

_OF_VERSIONS: Final[Mapping[str, tuple[str, str]]] = {
    "provisioned_concurrency": ("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions"),
    "runtime_management": ("RuntimePolicy", "UpdateRuntimeOn"),
}

_CODE: Final = (("Metadata", "aws:asset:path"), ("Properties", "CodeUri"), ("Properties", "Code"))
"""Where the path of a function's source may stand, the surest first."""


def read_template(document: Node, path: Path) -> Deployment:
    """Return what a template and its nested stacks deploy."""
    region = configured_region(path.parent)
    template = Template(document, path, {"AWS::Region": region} if region else {})
    templates = tuple(with_nested(template))
    distributions = tuple(each for one in templates for each in distributions_of(one))
    functions = tuple(each for one in templates for each in edge_functions(one, distributions))
    sam = document.at("Transform").given or any(template.of_kind(SAM_FUNCTION))
    return Deployment(
        path=path,
        kind="AWS SAM" if sam else "CloudFormation",
        distributions=distributions,
        functions=(*functions, *foreign_functions(distributions, functions)),
    )


def configured_region(folder: Path) -> str | None:
    """Return the Region that a samconfig.toml deploys to by default."""
    try:
        config = tomllib.loads((folder / "samconfig.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    for command in ("deploy", "global"):
        found: object = config
        for key in ("default", command, "parameters", "region"):
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, str):
            return found
    return None


def distributions_of(template: Template) -> Iterator[Distribution]:
    """Yield the distributions of a template."""
    for name, resource in template.of_kind(DISTRIBUTION):
        config = resource.at("Properties", "DistributionConfig").moved(resource.place)
        yield distribution(name, config, template.function_ref, template.policy)


def edge_functions(
    template: Template, distributions: Iterable[Distribution]
) -> Iterator[EdgeFunction]:
    """Yield the functions of a template that are associated or declared."""
    used = {each.function for each in associated(distributions)}
    resources = template.of_kind(FUNCTION, SAM_FUNCTION)
    yield from at_edge((_function_of(template, *each) for each in resources), used)


def foreign_functions(
    distributions: Iterable[Distribution], own: Iterable[EdgeFunction]
) -> Iterator[EdgeFunction]:
    """Yield functions that are made elsewhere, of which the association tells name and Region."""
    names = {function.name for function in own} | {""}
    for association in associated(distributions):
        if association.function not in names:
            names.add(association.function)
            yield EdgeFunction(
                name=association.function, place=association.place, region=association.region
            )


def associated(distributions: Iterable[Distribution]) -> Iterator[Association]:
    """Yield all associations."""
    for each in distributions:
        for behavior in each.behaviors:
            yield from behavior.associations


def _function_of(template: Template, name: str, resource: Node) -> EdgeFunction:
    """Return a function, with what the template sets for all."""
    kind = resource.at("Type").raw
    properties = resource.at("Properties")
    common = template.evaluator.value(template.document.at("Globals", "Function"))
    paths = {**_PROPERTIES, **_OWN[kind]}
    nodes = {key: properties.at(*path) for key, path in paths.items()}
    if kind == SAM_FUNCTION:
        for key, path in paths.items():
            if nodes[key].value is MISSING:
                nodes[key] = common.at(*path)
    for key, path in _OF_VERSIONS.items():
        if (found := _of_versions(template, name, *path)) or key not in nodes:
            nodes[key] = found or Node(MISSING, template.document.place)
    role = _role(template, properties, common, resource)
    known = Known(
        role=role,
        region=_region(template, resource.place),
        code=_code(template, resource),
        declared=declared_by(role, published=_published(template, name, properties, common)),
    )
    return edge_function(f"{template.prefix}{name}", resource.place, nodes, known)


def _published(template: Template, name: str, properties: Node, common: Node) -> bool:
    if properties.at("AutoPublishAlias").given or common.at("AutoPublishAlias").given:
        return True
    own = f"{template.prefix}{name}"
    return any(
        template.function_ref(version.at("Properties", "FunctionName")).name == own
        for _, version in template.of_kind(VERSION)
    )


def _region(template: Template, place: SourcePlace) -> Setting[str] | None:
    return Setting(value=template.region, place=place) if template.region else None


def _of_versions(template: Template, name: str, config: str, field: str) -> Node | None:
    """Return what a version or an alias of a function sets."""
    for _, resource in template.of_kind(VERSION, ALIAS):
        owner = template.function_ref(resource.at("Properties", "FunctionName"))
        given = resource.at("Properties", config)
        if owner.name == f"{template.prefix}{name}" and given.given:
            return given.at(field).moved(given.place)
    return None


def _role(
    template: Template, properties: Node, common: Node, resource: Node
) -> Setting[Role] | None:
    given = properties.at("Role")
    if given.value is MISSING:
        given = common.at("Role")
    if given.value is not MISSING:
        return template.role(given)
    if resource.at("Type").raw != SAM_FUNCTION:
        return None
    trust = properties.at("AssumeRolePolicyDocument")
    if trust.value is MISSING:
        trust = common.at("AssumeRolePolicyDocument")
    if trust.value is MISSING:
        return Setting(value=_SAM_ROLE, place=resource.place)
    role = role_of(_SAM_ROLE.name, trust, (), [Node(BASIC, trust.place)])
    return None if role is None else Setting(value=role, place=trust.place)


def _code(template: Template, resource: Node) -> Setting[Path] | None:
    nodes = (resource.at(*path) for path in _CODE)
    found = text_setting(next((node for node in nodes if node.raw), None))
    if found is None or "://" in found.value:
        return None
    return Setting(value=template.path.parent / found.value, place=found.place)
