"""Work out Terraform's expressions, as far as a configuration alone decides them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edgeconform.deployment.hcl_files import Block, parse_value
from edgeconform.deployment.intrinsics import plain
from edgeconform.deployment.nodes import MISSING, Node, unknown
from edgeconform.deployment.terraform_policies import document
from edgeconform.deployment.yaml_files import parse_yaml, read_text
from edgeconform.errors import TemplateError

_DEEPEST: Final = 40
_INNER = re.compile(r"\$\{(?P<inside>[^{}]*)\}")
_INDEX = re.compile(r"\[[^\]]*\]|\.\*|\.\d+(?=\.|$)")
_NAME: Final = r"[A-Za-z_][\w-]*"
_PATH = re.compile(rf"{_NAME}(?:\.{_NAME})+")
_RESOURCE = re.compile(rf"\b(?:data\.)?aws_\w+\.{_NAME}(?:\[[^\]]*\]|\.\*|\.\d+)?\.\w+")
_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\)", re.DOTALL)
_CHOICE = re.compile(r"[^?]+\?(?P<first>[^:]+):(?P<second>.+)", re.DOTALL)

Output = Callable[[str, str], Node]
"""What an output of a module stands for, by the names of both."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of one module. References to resources become `${address.attribute}`.

    `prefix` stands before the addresses of its resources: `module.edge.`, or nothing.
    """

    folder: Path
    blocks: tuple[Block, ...]
    inputs: Mapping[str, Node]
    prefix: str
    output: Output

    def value(self, node: Node, depth: int = 0) -> Node:
        """Return `node` with what can be worked out."""
        if depth > _DEEPEST:
            return unknown(node.place)
        if isinstance(node.value, dict):
            members = {key: self.value(each, depth + 1) for key, each in node.value.items()}
            return Node(dict(members), node.place)
        if isinstance(node.value, list):
            return Node([self.value(each, depth + 1) for each in node.value], node.place)
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
            value = self._expression(found["inside"].strip(), node, depth)
            text = value.text()
            return (value.raw or "${?}") if text is None else text

        return _INNER.sub(put_in, node.raw)

    def _expression(self, expression: str, node: Node, depth: int) -> Node:
        expression = expression.strip()
        if found := _CALL.fullmatch(expression):
            called = self._call(found["name"], found["arguments"], node, depth + 1)
            if called is not None:
                return called
        elif _PATH.fullmatch(path := _INDEX.sub("", expression)):
            return self._path(path.split("."), node, depth + 1)
        elif found := _CHOICE.fullmatch(expression):
            return self._choice(found["first"], found["second"], node, depth)
        elif expression[:1] in '"[{':
            written = parse_value(expression, node.place)
            return written if written.raw == node.raw else self.value(written, depth + 1)
        named = {_INDEX.sub("", each) for each in _RESOURCE.findall(expression)}
        if len(named) == 1 and "?" not in expression:
            return self._path(named.pop().split("."), node, depth + 1)
        return unknown(node.place)

    def _choice(self, first: str, second: str, node: Node, depth: int) -> Node:
        values = [
            self.value(parse_value(each.strip(), node.place), depth + 1) for each in (first, second)
        ]
        return values[0] if plain(values[0]) == plain(values[1]) else unknown(node.place)

    def _path(self, path: list[str], node: Node, depth: int) -> Node:
        match path:
            case ["var", name, *rest]:
                return self._variable(name, node, depth).at(*rest)
            case ["local", name, *rest]:
                return self._local(name, node, depth).at(*rest)
            case ["path", "module" | "root" | "cwd"]:
                return Node(self.folder.as_posix(), node.place)
            case ["module", name, output, *rest]:
                return self.output(name, output).at(*rest)
            case ["data", "aws_iam_policy_document", name, "json"]:
                body = self.block("data", "aws_iam_policy_document", name)
                return document(self.value(body, depth)) if body else unknown(node.place)
            case ["data", kind, name, *_] if self.block("data", kind, name) is None:
                return unknown(node.place)
            case ["each" | "count" | "self" | "terraform", *_]:
                return unknown(node.place)
        return Node(f"${{{self.prefix}{'.'.join(path)}}}", node.place)

    def _variable(self, name: str, node: Node, depth: int) -> Node:
        if name in self.inputs:
            return self.inputs[name]
        body = self.block("variable", name)
        default = body.at("default") if body else unknown(node.place)
        return self.value(default, depth) if default.value is not MISSING else unknown(node.place)

    def _local(self, name: str, node: Node, depth: int) -> Node:
        for each in self.blocks:
            found = each.body.at(name)
            if each.kind == "locals" and found.value is not MISSING:
                return self.value(found, depth)
        return unknown(node.place)

    def _call(self, name: str, arguments: str, node: Node, depth: int) -> Node | None:
        match name:
            case "jsonencode" | "tostring" | "tonumber" | "toset" | "tolist" | "tomap":
                return self.value(parse_value(arguments, node.place), depth)
            case "file":
                given = self.value(parse_value(arguments, node.place), depth)
                return _file(given, node)
        return None


def _file(given: Node, node: Node) -> Node:
    path = given.text()
    try:
        return Node(read_text(Path(path)), node.place) if path else unknown(node.place)
    except TemplateError:
        return unknown(node.place)


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
