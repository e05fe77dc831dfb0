"""Read Terraform's HCL, with the line of every block and attribute."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edgeconform.deployment.blocks import DYNAMIC, Block, dynamic_block
from edgeconform.deployment.nodes import UNKNOWN, Node
from edgeconform.deployment.yaml_files import read_text
from edgeconform.errors import TemplateError
from edgeconform.model import SourcePlace

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(slots=True)
class _Body:
    members: dict[str, Node] = field(default_factory=dict)


def read_file(path: Path) -> tuple[Block, ...]:
    """Return the blocks of one file."""
    return tuple(_blocks(_parse(read_text(path), path), path.as_posix()))


def read_values(path: Path) -> dict[str, Node]:
    """Return the attributes of a file that has no blocks."""
    file = path.as_posix()
    return {
        str(child.identifier.serialize(_options())): _value(
            child.expression.serialize(_options()), SourcePlace(file=file, line=_line(child, child))
        )
        for child in _parse(read_text(path), path).children
        if hasattr(child, "expression")
    }


def parse_expression(expression: str) -> Any:
    """Return the tree of an expression, as the parser has it; None if it is none."""
    from lark.exceptions import LarkError

    try:
        document = _parser().parses(f"value = {expression}\n")
    except (LarkError, ValueError, RecursionError):
        return None
    attributes = [each for each in document.body.children if hasattr(each, "expression")]
    return attributes[0].expression if len(attributes) == 1 else None


def _parser() -> "ModuleType":
    try:
        import hcl2
    except ImportError:
        raise TemplateError(
            "reading Terraform files needs python-hcl2: pip install 'edgeconform[deploy]'"
        ) from None
    return hcl2


def _options() -> Any:
    return _parser().SerializationOptions(
        strip_string_quotes=True,
        with_comments=False,
        explicit_blocks=False,
        preserve_heredocs=False,
    )


def _parse(text: str, path: Path) -> Any:
    parser = _parser()
    from lark.exceptions import LarkError

    try:
        return parser.parses(text if text.endswith("\n") else f"{text}\n").body
    except (LarkError, ValueError, RecursionError) as error:
        line = getattr(error, "line", None)
        where = f"{path}, line {line}" if isinstance(line, int) and line > 0 else str(path)
        reason = str(error).partition("\n")[0].rstrip(".")
        raise TemplateError(f"{where}: not to be read as HCL: {reason}") from None


def _blocks(body: Any, file: str) -> Iterable[Block]:
    for child in body.children:
        if hasattr(child, "labels"):
            kind, *labels = (_label(label) for label in child.labels)
            yield Block(kind, tuple(labels), _body(child, file))


def _label(label: Any) -> str:
    return str(label.serialize(_options())).strip('"')


def _body(block: Any, file: str) -> Node:
    body = _Body()
    for child in block.body.children:
        place = SourcePlace(file=file, line=_line(child, block))
        if hasattr(child, "labels"):
            _add_block(body, child, place, file)
        elif hasattr(child, "expression"):
            value = _value(child.expression.serialize(_options()), place)
            body.members[str(child.identifier.serialize(_options()))] = value
    return Node(body.members, SourcePlace(file=file, line=_line(block, block)))


def _add_block(body: _Body, child: Any, place: SourcePlace, file: str) -> None:
    kind, *labels = (_label(label) for label in child.labels)
    inner = _body(child, file).moved(place)
    if kind == DYNAMIC and labels:
        kind = labels[0]
        inner = dynamic_block(kind, inner)
    found = body.members.setdefault(kind, Node([], place))
    if isinstance(found.value, list):
        found.value.append(inner)


def _line(rule: Any, parent: Any) -> int:
    for each in (rule, parent):
        line = getattr(getattr(each, "_meta", None), "line", None)
        if isinstance(line, int):
            return line
    return 1


def _value(value: Any, place: SourcePlace) -> Node:
    match value:
        case dict():
            members = {str(key).strip('"'): _value(each, place) for key, each in value.items()}
            return Node(dict(members), place)
        case list():
            return Node([_value(each, place) for each in value], place)
        case str() | bool() | int() | float() | None:
            return Node(value, place)
    return Node(UNKNOWN, place)
