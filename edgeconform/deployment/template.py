"""One CloudFormation template: its resources, and what its references stand for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from edgeconform.deployment import forwarding
from edgeconform.deployment.arns import (
    NOWHERE,
    FunctionRef,
    function_ref,
    parse_arn,
    version_kind,
)
from edgeconform.deployment.forwarding import PolicyKind
from edgeconform.deployment.intrinsics import Evaluator
from edgeconform.deployment.nodes import UNKNOWN, Node, unknown
from edgeconform.deployment.roles import role_of
from edgeconform.model import SourcePlace
from edgeconform.model.deployment import Forwarding, Role, Setting, VersionKind

FUNCTION: Final = "AWS::Lambda::Function"
SAM_FUNCTION: Final = "AWS::Serverless::Function"
VERSION: Final = "AWS::Lambda::Version"
ALIAS: Final = "AWS::Lambda::Alias"
ROLE: Final = "AWS::IAM::Role"
STACKS: Final = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
DISTRIBUTION: Final = "AWS::CloudFront::Distribution"
_POLICIES: Final = ("ManagedPolicyArns", "Policies")
_EDGE_READER: Final = "Custom::CrossRegionStringParameterReader"
_EXPORT_READER: Final = "Custom::CrossRegionExportReader"

_ALONE = re.compile(r"\$\{(?P<name>\w+)(?:\.(?P<attribute>[\w./-]+))?\}")
_QUALIFIED = re.compile(r"\$\{(?P<name>\w+)(?:\.Arn)?\}:(?P<version>.+)")


class Template:
    """The resources of a template, with their values worked out.

    `known` gives values of parameters, None for one that is open; `linked` what other stacks hand
    over: functions by the name of an export or of an SSM parameter. `prefix` tells its functions
    from those of other stacks. `nested` are the templates of nested stacks, put in by who reads
    them.
    """

    def __init__(
        self,
        document: Node,
        path: Path,
        known: Mapping[str, str | None],
        linked: Mapping[str, FunctionRef] | None = None,
        prefix: str = "",
    ) -> None:
        place = SourcePlace(file=path.as_posix(), line=1)
        self.path = path
        self.document = document
        self.prefix = prefix
        self.region = known.get("AWS::Region")
        self.linked = linked or {}
        self.nested: dict[str, Template] = {}
        values = {
            name: unknown(place) if value is None else Node(value, place)
            for name, value in known.items()
        }
        imports = {name: Node(f"${{import:{name}}}", place) for name in self.linked}
        self.evaluator = Evaluator(document, values, imports)
        self.resources = dict(self._resources())

    def _resources(self) -> Iterator[tuple[str, Node]]:
        for name, resource in self.document.at("Resources").members():
            yield name, self.evaluator.value(resource)

    def kind(self, name: str) -> str:
        """Return the type of a resource; empty if there is none of that name."""
        resource = self.resources.get(name)
        return resource.at("Type").raw if resource else ""

    def of_kind(self, *kinds: str) -> Iterator[tuple[str, Node]]:
        """Yield the resources of some types."""
        for name, resource in self.resources.items():
            if resource.at("Type").raw in kinds:
                yield name, resource

    def function_ref(self, node: Node) -> FunctionRef:
        """Return which function a node names, and which version of it."""
        found = self._function_ref(node)
        own = self.kind(found.name) in (FUNCTION, SAM_FUNCTION)
        return replace(found, name=f"{self.prefix}{found.name}") if own else found

    def _function_ref(self, node: Node) -> FunctionRef:
        text = node.raw
        if text.startswith("${import:"):
            return self.linked.get(text[len("${import:") : -1], NOWHERE)
        if found := _ALONE.fullmatch(text):
            return self._resource_ref(found["name"], found["attribute"] or "", node.place)
        if found := _QUALIFIED.fullmatch(text):
            return function_ref(found["name"], version_kind(found["version"]), node.place)
        if arn := parse_arn(text, node.place):
            inner = _ALONE.fullmatch(arn.name)
            name = self._by_function_name(inner["name"] if inner else arn.name)
            return replace(arn, name=name)
        return NOWHERE

    def _by_function_name(self, name: str) -> str:
        for logical, resource in self.of_kind(FUNCTION, SAM_FUNCTION):
            if name in (logical, resource.at("Properties", "FunctionName").raw):
                return logical
        return name

    def _resource_ref(self, name: str, attribute: str, place: SourcePlace) -> FunctionRef:
        resource = self.resources.get(name)
        match self.kind(name):
            case "AWS::Lambda::Function" | "AWS::Serverless::Function":
                kinds: dict[str, VersionKind] = {"Version": "numbered", "Alias": "alias"}
                return function_ref(name, kinds.get(attribute, "none"), place)
            case "AWS::Lambda::Version" if resource:
                return function_ref(self._named_by(resource), "numbered", place)
            case "AWS::Lambda::Alias" if resource:
                return function_ref(self._named_by(resource), "alias", place)
            case kind if kind == _EDGE_READER and resource:
                parameter = resource.at("Properties", "ParameterName").raw
                return self.linked.get(parameter, NOWHERE)
            case kind if kind == _EXPORT_READER:
                return self.linked.get(attribute, NOWHERE)
            case kind if kind in STACKS:
                return self._handed_up(name, attribute.removeprefix("Outputs."))
            case kind if kind.startswith("Custom::") and resource:
                return self._of_custom(resource)
        return self._made_by_sam(name, place)

    def _handed_up(self, name: str, output: str) -> FunctionRef:
        child = self.nested.get(name)
        if child is None:
            return NOWHERE
        value = child.evaluator.value(child.document.at("Outputs", output, "Value"))
        return child.function_ref(value)

    def _made_by_sam(self, name: str, place: SourcePlace) -> FunctionRef:
        """Find the function for which SAM makes a version or an alias of this name.

        Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
        """
        for logical, _ in self.of_kind(SAM_FUNCTION):
            made = name.removeprefix(logical)
            if made != name and made.startswith(("Alias", "Version")):
                return function_ref(logical, "alias" if made[0] == "A" else "numbered", place)
        return NOWHERE

    def _of_custom(self, resource: Node) -> FunctionRef:
        """Return the only function that a custom resource is given: it may publish a version."""
        given = {
            found["name"]
            for key, node in resource.at("Properties").members()
            if key != "ServiceToken" and (found := _ALONE.fullmatch(node.raw))
        }
        named = [name for name in given if self.kind(name) in (FUNCTION, SAM_FUNCTION)]
        return FunctionRef(name=named[0]) if len(named) == 1 else NOWHERE

    def _named_by(self, resource: Node) -> str:
        text = resource.at("Properties", "FunctionName").raw
        found = _ALONE.fullmatch(text)
        return found["name"] if found else self._by_function_name(text)

    def role(self, node: Node) -> Setting[Role] | None:
        """Return the role that a node names, if this template makes it."""
        found = _ALONE.fullmatch(node.raw)
        if found is None or self.kind(found["name"]) != ROLE:
            return None
        name = found["name"]
        properties = self.resources[name].at("Properties")
        own = [each.at("PolicyDocument") for each in properties.at("Policies").entries()]
        role = role_of(
            name,
            properties.at("AssumeRolePolicyDocument"),
            [*own, *self._attached(name)],
            properties.at("ManagedPolicyArns").entries(),
            whole=UNKNOWN not in [properties.at(name).value for name in _POLICIES],
        )
        place = properties.at("AssumeRolePolicyDocument").place
        return None if role is None else Setting(value=role, place=place)

    def _attached(self, role: str) -> Iterator[Node]:
        for _, policy in self.of_kind("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            properties = policy.at("Properties")
            given = self.resources[role].at("Properties", "RoleName").raw
            names = {f"${{{role}}}", given} - {""}
            if any(each.raw in names for each in properties.at("Roles").entries()):
                yield properties.at("PolicyDocument")

    def policy(self, kind: PolicyKind, node: Node) -> Forwarding:
        """Return what a cache policy or an origin request policy forwards."""
        found = _ALONE.fullmatch(node.raw)
        if found is None:
            return forwarding.managed(kind, node.text())
        properties = self.resources.get(found["name"])
        if properties is None:
            return forwarding.UNCERTAIN
        config = properties.at("Properties", "OriginRequestPolicyConfig")
        if kind == "cache":
            config = properties.at(
                "Properties", "CachePolicyConfig", "ParametersInCacheKeyAndForwardedToOrigin"
            )
        headers, query = config.at("HeadersConfig"), config.at("QueryStringsConfig")
        return forwarding.of_policy(
            headers.at("HeaderBehavior"),
            headers.at("Headers"),
            query.at("QueryStringBehavior"),
            query.at("QueryStrings"),
        )
