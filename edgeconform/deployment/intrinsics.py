"""CloudFormation's intrinsic functions, as far as a template alone decides them."""

import re
from collections.abc import Mapping
from typing import Final

from edgeconform.deployment.nodes import MISSING, OPEN, PERHAPS, UNKNOWN, Node, unknown

_SHORT: Final = {
    "!Ref": "Ref",
    "!Condition": "Condition",
    "!GetAtt": "Fn::GetAtt",
    "!Sub": "Fn::Sub",
    "!Join": "Fn::Join",
    "!If": "Fn::If",
    "!FindInMap": "Fn::FindInMap",
    "!ImportValue": "Fn::ImportValue",
    "!Select": "Fn::Select",
    "!Split": "Fn::Split",
}
_VARIABLE = re.compile(r"\$\{(?P<literal>!)?(?P<name>[^}!]+)\}")
_EVERYWHERE: Final = {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}
"""Pseudo parameters that are the same wherever Lambda@Edge is."""

_NO_VALUE: Final = "AWS::NoValue"
_DEEPEST: Final = 60


class Evaluator:
    """Works out the values of one template.

    `known` are values of parameters and pseudo parameters, such as `AWS::Region`; `imports` what
    `Fn::ImportValue` brings. References to resources stay text: `${Name}` and `${Name.Attribute}`.
    """

    def __init__(
        self, document: Node, known: Mapping[str, Node], imports: Mapping[str, Node]
    ) -> None:
        self._mappings = document.at("Mappings")
        self._imports = imports
        self._known = (
            {name: Node(text, document.place) for name, text in _EVERYWHERE.items()}
            | {
                name: parameter.at("Default")
                for name, parameter in document.at("Parameters").members()
                if parameter.at("Default").given and _is_plain(parameter.at("Type"))
            }
            | dict(known)
        )
        self._parameters = {name for name, _ in document.at("Parameters").members()}

    def value(self, node: Node, depth: int = 0) -> Node:
        """Return `node` with what can be worked out; MISSING for `AWS::NoValue`."""
        if depth > _DEEPEST:
            return unknown(node.place)
        if name := _function(node):
            argument = node if node.tag else node.at(name)
            return self._call(name, Node(argument.value, node.place), depth + 1).moved(node.place)
        if isinstance(node.value, dict):
            found = {key: self.value(each, depth + 1) for key, each in node.value.items()}
            kept = {key: each for key, each in found.items() if each.value is not MISSING}
            return Node(dict(kept), node.place)
        if isinstance(node.value, list):
            items = [self.value(each, depth + 1) for each in node.value]
            return Node([each for each in items if each.value is not MISSING], node.place)
        return node

    def _call(self, name: str, argument: Node, depth: int) -> Node:
        match name:
            case "Ref":
                return self._reference(argument)
            case "Fn::GetAtt":
                return self._attribute(argument)
            case "Fn::Sub":
                return self._substituted(argument, depth)
            case "Fn::Join":
                return self._joined(argument, depth)
            case "Fn::If":
                return self._chosen(argument, depth)
            case "Fn::FindInMap":
                return self._looked_up(argument, depth)
            case "Fn::ImportValue":
                exported = self.value(argument, depth).raw
                return self._imports.get(exported, unknown(argument.place))
        return unknown(argument.place)

    def _reference(self, argument: Node) -> Node:
        name = argument.raw
        if name == _NO_VALUE:
            return Node(MISSING, argument.place)
        if name in self._known:
            return self._known[name]
        if name in self._parameters:
            return unknown(argument.place)
        return Node(f"${{{name}}}", argument.place)

    def _attribute(self, argument: Node) -> Node:
        parts = [part.raw for part in argument.entries()]
        if not all(parts):
            return unknown(argument.place)
        return Node(f"${{{'.'.join(parts)}}}", argument.place)

    def _substituted(self, argument: Node, depth: int) -> Node:
        parts = argument.entries()
        if not parts or not parts[0].raw:
            return unknown(argument.place)
        own = dict(parts[1].members()) if len(parts) > 1 else {}

        def put_in(found: re.Match[str]) -> str:
            if found["literal"]:
                return found[0]
            name = found["name"].strip()
            node = own.get(name)
            value = self.value(node, depth) if node else self._reference(Node(name, argument.place))
            return value.within_text()

        return Node(_VARIABLE.sub(put_in, parts[0].raw), argument.place)

    def _joined(self, argument: Node, depth: int) -> Node:
        parts = argument.entries()
        if len(parts) != 2:
            return unknown(argument.place)
        items = [self.value(item, depth) for item in parts[1].entries()]
        texts = [OPEN if item.value is UNKNOWN else item.text() or item.raw for item in items]
        return Node(parts[0].raw.join(texts), argument.place)

    def _chosen(self, argument: Node, depth: int) -> Node:
        branches = [self.value(branch, depth) for branch in argument.entries()[1:]]
        return common(*branches) if len(branches) == 2 else unknown(argument.place)

    def _looked_up(self, argument: Node, depth: int) -> Node:
        keys = [self.value(key, depth).text() for key in argument.entries()[:3]]
        if len(keys) < 3 or not all(keys):
            return unknown(argument.place)
        found = self._mappings.at(*(str(key) for key in keys))
        return found if found.given else unknown(argument.place)


def plain(node: Node) -> object:
    """Return a node's value without places, to be compared; what is unknown equals nothing."""
    match node.value:
        case dict(members):
            return {key: plain(each) for key, each in members.items()}
        case list(items):
            return [plain(each) for each in items]
    return object() if node.value is UNKNOWN else node.value


def common(first: Node, second: Node) -> Node:
    """Return what is certain whichever of two values is taken."""
    if plain(first) == plain(second):
        return first
    if isinstance(first.value, dict) and isinstance(second.value, dict):
        names = dict.fromkeys((*first.value, *second.value))
        return Node({name: common(first.at(name), second.at(name)) for name in names}, first.place)
    optional = any(each.value in (MISSING, None) or each.tag == PERHAPS for each in (first, second))
    return Node(UNKNOWN, first.place, PERHAPS if optional else "")


def _function(node: Node) -> str:
    if node.tag:
        return _SHORT.get(node.tag, node.tag)
    if isinstance(node.value, dict) and len(node.value) == 1:
        name = next(iter(node.value))
        if name == "Ref" or name.startswith("Fn::"):
            return name
    return ""


def _is_plain(kind: Node) -> bool:
    return not (kind.raw.startswith("AWS::SSM") or kind.raw == "CommaDelimitedList")
