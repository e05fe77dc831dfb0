"""Work out Terraform's expressions, as far as a configuration alone decides them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from edgeconform.deployment.blocks import DYNAMIC, Block
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node, unknown
from edgeconform.deployment.terraform_calls import items
from edgeconform.deployment.terraform_expressions import evaluate
from edgeconform.deployment.terraform_policies import document
from edgeconform.deployment.yaml_files import parse_yaml, read_text
from edgeconform.errors import TemplateError
from edgeconform.model import SourcePlace

_DEEPEST: Final = 40
_INNER = re.compile(r"\$\{(?P<inside>[^{}]*)\}")
_INDEX = re.compile(r"\[[^\]]*\]|\.\*|\.\d+(?=\.|$)")
_NAME: Final = r"[A-Za-z_][\w-]*"
_PATH = re.compile(rf"{_NAME}(?:\.{_NAME})*")
_RESOURCE = re.compile(rf"\b(?:data\.)?aws_\w+\.{_NAME}(?:\[[^\]]*\]|\.\*|\.\d+)?\.\w+")

Output = Callable[[str, str], Node]
"""What an output of a module stands for, by the names of both."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of one module. References to resources become `${address.attribute}`.

    `folder` is that of the module, `root` the one that Terraform is run in.
    `prefix` stands before the addresses of its resources: `module.edge.`, or nothing. `names` are
    those of the loops around an expression.
    """

    folder: Path
    blocks: tuple[Block, ...]
    inputs: Mapping[str, Node]
    prefix: str
    output: Output
    root: Path
    names: Mapping[str, Node] = field(default_factory=dict)
    _locals: dict[str, Node] = field(default_factory=dict)

    def value(self, node: Node, depth: int = 0) -> Node:
        """Return `node` with what can be worked out."""
        if depth > _DEEPEST:
            return unknown(node.place)
        if isinstance(node.value, dict):
            members = {key: self.value(each, depth + 1) for key, each in node.value.items()}
            return Node(dict(members), node.place)
        if isinstance(node.value, list):
            parts = (self._repeated(each, depth + 1) for each in node.value)
            return Node([each for part in parts for each in part], node.place)
        if not node.is_reference:
            return node
        if inside := _whole(node.raw):
            return self._expression(inside, node, depth).moved(node.place)
        return Node(self._interpolated(node, depth), node.place)

    def block(self, kind: str, *labels: str) -> Node | None:
        """Return the body of a block; None if there is no such one."""
        for each in self.blocks:
            if each.kind == kind and each.labels[: len(labels)] == labels:
                return each.body
        return None

    def _interpolated(self, node: Node, depth: int) -> str:
        def put_in(found: re.Match[str]) -> str:
            return self._expression(found["inside"].strip(), node, depth).within_text()

        return _INNER.sub(put_in, node.raw)

    def bound(self, names: Mapping[str, Node]) -> "Scope":
        """Return the same scope with further names."""
        return replace(self, names={**self.names, **names})

    def _repeated(self, node: Node, depth: int) -> list[Node]:
        """Return what one entry of a list stands for: several where it is a dynamic block."""
        if node.tag != DYNAMIC:
            return [self.value(node, depth)]
        rounds = items(self.value(node.at("for_each"), depth))
        contents = node.at("content").entries()
        if rounds is None or len(contents) != 1:
            return [unknown(node.place)]
        iterator = node.at("iterator").raw.strip("${}")
        found = []
        for key, value in rounds:
            pair = Node({"key": key, "value": value}, node.place)
            found.append(self.bound({iterator: pair}).value(contents[0], depth))
        return found

    def _expression(self, expression: str, node: Node, depth: int) -> Node:
        expression = expression.strip()
        if _PATH.fullmatch(expression) and "." in expression:
            found = self.path(expression.split("."), node.place, depth + 1)
            return unknown(node.place) if found.value is MISSING else found
        found = evaluate(expression, self, node.place, depth + 1)
        if found.value is not UNKNOWN or "?" in expression:
            return found
        named = {_INDEX.sub("", each) for each in _RESOURCE.findall(expression)}
        if len(named) == 1:
            return self.path(named.pop().split("."), node.place, depth + 1)
        return found

    def file(self, name: Node) -> Node:
        """Return the text of a file."""
        path = name.text()
        try:
            return Node(read_text(Path(path)), name.place) if path else unknown(name.place)
        except TemplateError:
            return unknown(name.place)

    def path(self, path: list[str], place: SourcePlace, depth: int) -> Node:
        """Return what a path of names stands for."""
        if path[0] in self.names:
            return self.names[path[0]].at(*path[1:])
        match path:
            case ["var", name, *rest]:
                return self._variable(name, place, depth).at(*rest)
            case ["local", name, *rest]:
                return self._local(name, place, depth).at(*rest)
            case ["path", "module" | "root" | "cwd" as which]:
                return Node((self.folder if which == "module" else self.root).as_posix(), place)
            case ["module", name, output, *rest]:
                return self.output(name, output).at(*rest)
            case ["data", "aws_iam_policy_document", name, "json"]:
                body = self.block("data", "aws_iam_policy_document", name)
                return document(self.value(body, depth)) if body else unknown(place)
            case ["data", kind, name, *_] if self.block("data", kind, name) is None:
                return unknown(place)
            case ["each" | "count" | "self" | "terraform", *_] | [_]:
                return unknown(place)
        return Node(f"${{{self.prefix}{'.'.join(path)}}}", place)

    def _variable(self, name: str, place: SourcePlace, depth: int) -> Node:
        if name in self.inputs:
            return self.inputs[name]
        body = self.block("variable", name)
        default = body.at("default") if body else unknown(place)
        return self.value(default, depth) if default.value is not MISSING else unknown(place)

    def _local(self, name: str, place: SourcePlace, depth: int) -> Node:
        if name in self._locals:
            return self._locals[name]
        self._locals[name] = unknown(place)
        for each in self.blocks:
            found = each.body.at(name)
            if each.kind == "locals" and found.value is not MISSING:
                self._locals[name] = replace(self, names={}).value(found, depth)
                break
        return self._locals[name]


def policy(node: Node) -> Node:
    """Return a policy document, which may be written as JSON text."""
    text = node.raw.strip().replace('\\"', '"')
    if not text.startswith("{"):
        return node if isinstance(node.value, dict) else unknown(node.place)
    try:
        return _moved(parse_yaml(text, Path(f"{node.place.file}.json")), node)
    except TemplateError:
        return unknown(node.place)


def _moved(node: Node, owner: Node) -> Node:
    """Return the same tree, all of it at the line of its owner."""
    if isinstance(node.value, dict):
        return Node({k: _moved(v, owner) for k, v in node.value.items()}, owner.place)
    if isinstance(node.value, list):
        return Node([_moved(each, owner) for each in node.value], owner.place)
    return node.moved(owner.place)


def _whole(text: str) -> str:
    """Return the inside of a text that is one reference; empty if it is more than that."""
    if not text.startswith("${") or not text.endswith("}"):
        return ""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0 and char == "}":
            return text[2:index] if index == len(text) - 1 else ""
    return ""
