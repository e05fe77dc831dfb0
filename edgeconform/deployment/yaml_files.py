"""Read YAML and JSON, with the line of every value."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edgeconform.deployment.nodes import Node, Scalar
from edgeconform.errors import TemplateError
from edgeconform.model import SourcePlace

if TYPE_CHECKING:
    from types import ModuleType

    import yaml

MOST_BYTES: Final = 20_000_000
MOST_NODES: Final = 500_000

_STANDARD: Final = "tag:yaml.org,2002:"
_MERGE: Final = f"{_STANDARD}merge"


def read_text(path: Path) -> str:
    """Return the text of a template; TemplateError if it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TemplateError(f"{path} is larger than {MOST_BYTES:,} bytes: no template is")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TemplateError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path} is not UTF-8 text (byte {error.start})") from None


def read_yaml(path: Path) -> Node:
    """Return the first document of a YAML or JSON file; TemplateError if it is neither."""
    return parse_yaml(read_text(path), path)


def parse_yaml(text: str, path: Path) -> Node:
    """Return the first document of a text; `path` is where it came from."""
    yaml = _parser()
    if path.suffix == ".json":
        text = text.replace("\t", " ")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        document = next(yaml.compose_all(text, Loader=loader), None)
        if document is not None and _expanded(document, {}) > MOST_NODES:
            raise TemplateError(f"{path} has more than {MOST_NODES:,} values once expanded")
        return _Reader(path.as_posix(), yaml).node(document, 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise TemplateError(f"{where}: not to be read as YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise TemplateError(f"{path}: not to be read as YAML: {reason}") from None


def _parser() -> "ModuleType":
    try:
        import yaml
    except ImportError:
        raise TemplateError(
            "reading templates needs PyYAML: pip install 'edgeconform[deploy]'"
        ) from None
    return yaml


def _expanded(node: "yaml.Node", known: dict[int, int]) -> int:
    """Return how many values a node stands for, each use of an anchor counted."""
    if id(node) not in known:
        parts = node.value if isinstance(node.value, list) else []
        pairs = (each if isinstance(each, tuple) else (each,) for each in parts)
        known[id(node)] = 1 + sum(_expanded(each, known) for pair in pairs for each in pair)
    return known[id(node)]


class _Reader:
    """Turns PyYAML's nodes into ours."""

    def __init__(self, file: str, yaml: "ModuleType") -> None:
        self._file = file
        self._yaml = yaml

    def node(self, node: "yaml.Node | None", line: int) -> Node:
        """Return our node; it stands on `line`, that of its key."""
        place = SourcePlace(file=self._file, line=line)
        if node is None:
            return Node(None, place)
        tag = "" if node.tag.startswith(_STANDARD) else node.tag
        if isinstance(node, self._yaml.MappingNode):
            return Node(dict(self._members(node)), place, tag)
        if isinstance(node, self._yaml.SequenceNode):
            items = [self.node(item, item.start_mark.line + 1) for item in node.value]
            return Node(items, place, tag)
        if tag:
            return Node(str(node.value), place, tag)
        return _scalar(node.tag.removeprefix(_STANDARD), node.value, place)

    def _members(self, node: "yaml.Node") -> Iterator[tuple[str, Node]]:
        for key, value in node.value:
            if key.tag == _MERGE:
                merged = value.value if value.id == "sequence" else [value]
                for source in merged:
                    if source.id == "mapping":
                        yield from self._members(source)
        for key, value in node.value:
            if key.tag != _MERGE and key.id == "scalar":
                yield str(key.value), self.node(value, key.start_mark.line + 1)


def _scalar(kind: str, text: str, place: SourcePlace) -> Node:
    value: Scalar = text
    match kind:
        case "null":
            value = None
        case "bool":
            value = text.lower() in ("true", "yes", "on")
        case "int" | "float":
            value = _number(text)
    return Node(value, place)


def _number(text: str) -> Scalar:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
