"""The variables of the Serverless Framework, as far as the files alone decide them."""

import re
from pathlib import Path
from typing import Final

from edgeconform.deployment.nodes import Node, unknown
from edgeconform.deployment.yaml_files import read_yaml
from edgeconform.errors import TemplateError

_INNERMOST = re.compile(r"\$\{(?P<inside>[^${}]*)\}")
_ONE = re.compile(r"\$\{[^}]*\}+")
_AWS = re.compile(r"\$\{(?P<name>AWS::\w+)\}")
_FILE = re.compile(r"file\((?P<path>[^)]+)\)(?::(?P<inside>[\w.]+))?")
_QUOTED = re.compile(r"""(["'])(?P<text>.*)\1""")
_SET_ASIDE = re.compile("\0(.*?)\0")
_MOST: Final = 50
_DEEPEST: Final = 40
_YAML: Final = (".yml", ".yaml", ".json")


class Variables:
    """Replaces `${self:...}`, `${file(...)}` and whatever has a default that is written out."""

    def __init__(self, document: Node, folder: Path) -> None:
        self._document = document
        self._folder = folder

    def value(self, node: Node, depth: int = 0) -> Node:
        """Return a node with its variables replaced; what stays open is kept as a reference."""
        if depth > _DEEPEST:
            return unknown(node.place)
        if isinstance(node.value, dict):
            members = {key: self.value(each, depth + 1) for key, each in node.value.items()}
            return Node(dict(members), node.place, node.tag)
        if isinstance(node.value, list):
            return Node([self.value(each, depth + 1) for each in node.value], node.place, node.tag)
        return self._text(node, depth) if node.is_reference else node

    def _text(self, node: Node, depth: int) -> Node:
        text = node.raw
        for _ in range(_MOST):
            found = next((f for f in _INNERMOST.finditer(text) if not _AWS.match(f[0])), None)
            if found is None:
                break
            value = self._variable(found["inside"], node, depth)
            if value is not None and found[0] == text:
                return Node(value.value, node.place, node.tag)
            text = text[: found.start()] + _written(value, found["inside"]) + text[found.end() :]
        return Node(_SET_ASIDE.sub(r"{\1}", text), node.place, node.tag)

    def _variable(self, inside: str, node: Node, depth: int) -> Node | None:
        """Return the value of the first source that has one; None if none can be told."""
        for source in inside.split(","):
            value = self._source(source.strip(), node, depth)
            if value is not None and value.given:
                return value
        return None

    def _source(self, source: str, node: Node, depth: int) -> Node | None:
        if quoted := _QUOTED.fullmatch(source):
            return Node(quoted["text"], node.place)
        if source.startswith("self:"):
            return self._own(source.removeprefix("self:").split("."), depth + 1)
        if found := _FILE.fullmatch(source):
            return self._file(found["path"].strip(), found["inside"] or "", depth)
        if re.fullmatch(r"-?\d+(\.\d+)?|true|false", source):
            return Node({"true": True, "false": False}.get(source, source), node.place)
        return None

    def _own(self, path: list[str], depth: int) -> Node:
        """Return what stands at a path of this service, where variables may lead elsewhere."""
        node = self._document
        for part in filter(None, path):
            node = (self._text(node, depth) if node.is_reference else node).at(part)
        return self.value(node, depth)

    def _file(self, name: str, inside: str, depth: int) -> Node | None:
        path = (self._folder / name).resolve()
        if path.suffix not in _YAML or not path.is_file():
            return None
        if not path.is_relative_to(self._folder.resolve()):
            return None
        try:
            document = read_yaml(self._folder / name)
        except TemplateError:
            return None
        return self.value(document.at(*(part for part in inside.split(".") if part)), depth + 1)


def is_open(node: Node) -> bool:
    """Whether all of a text is a variable that could not be replaced: it may stand for nothing."""
    found = _ONE.fullmatch(node.raw)
    return found is not None and not _AWS.match(node.raw)


def _written(value: Node | None, inside: str) -> str:
    """Return what stands for a variable in a text; one that is not certain is set aside."""
    if value is None:
        return f"$\0{inside}\0"
    text = value.text()
    return value.raw if text is None else text
