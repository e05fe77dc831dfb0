"""Trees of JavaScript and TypeScript: parsing, and the few readings that all readers share."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser, Tree

FUNCTIONS = frozenset(
    {
        "function_expression",
        "arrow_function",
        "function_declaration",
        "generator_function",
        "generator_function_declaration",
        "method_definition",
    }
)
_TRANSPARENT = frozenset(
    {
        "parenthesized_expression",
        "await_expression",
        "as_expression",
        "satisfies_expression",
        "non_null_expression",
        "type_assertion",
    }
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "f": "\f", "v": "\v"}


def parse(path: Path, content: bytes) -> "Tree":
    """Parse a file; the grammar goes by its suffix. Errors in it become error nodes."""
    return _parser(path.suffix).parse(content)


@cache
def _parser(suffix: str) -> "Parser":
    import tree_sitter  # heavy, and needed for no Python handler

    if suffix in (".ts", ".mts", ".cts", ".tsx"):
        import tree_sitter_typescript

        tsx = suffix == ".tsx"
        grammar = (
            tree_sitter_typescript.language_tsx()
            if tsx
            else tree_sitter_typescript.language_typescript()
        )
    else:
        import tree_sitter_javascript

        grammar = tree_sitter_javascript.language()
    return tree_sitter.Parser(tree_sitter.Language(grammar))


def captures(tree: "Tree", pattern: str) -> "list[Node]":
    """Return the nodes that a query names `@node`, in the order of the source."""
    from tree_sitter import Query, QueryCursor

    cursor = QueryCursor(Query(tree.language, pattern))
    found = cursor.captures(tree.root_node).get("node", [])
    return sorted(found, key=lambda node: (node.start_byte, -node.end_byte))


def text_of(node: "Node | None") -> str:
    """Return the source text of a node."""
    if node is None or node.text is None:
        return ""
    return node.text.decode("utf-8", "replace")


def line_of(node: "Node") -> int:
    """Return the line where a node starts, counted from 1."""
    return node.start_point.row + 1


def bare(node: "Node | None") -> "Node | None":
    """Return the expression inside parentheses, `await` and type annotations."""
    while node is not None and node.type in _TRANSPARENT:
        values = [child for child in node.named_children if child.type != "comment"]
        if not values:
            return None
        node = values[-1] if node.type == "type_assertion" else values[0]
    return node


def string_value(node: "Node | None") -> str | None:
    """Return the value of a string or of a plain template; `None` for anything else."""
    if node is None or node.type not in ("string", "template_string"):
        return None
    parts = node.named_children
    if any(part.type == "template_substitution" for part in parts):
        return None
    if node.type == "template_string" and not parts:
        return text_of(node)[1:-1]
    return "".join(part_value(part) for part in parts)


def part_value(node: "Node") -> str:
    """Return the value of a piece of a string."""
    text = text_of(node)
    if node.type != "escape_sequence" or len(text) < 2:
        return text
    match text[1]:
        case "u" | "x":
            digits = text[2:].strip("{}")
            code = int(digits, 16) if digits else 0
            return chr(code) if code < 0x110000 else ""
        case "\n" | "\r":
            return ""
        case other:
            return _ESCAPES.get(other, text[1:])


def operator_of(node: "Node") -> str:
    """Return the operator of a binary or unary expression."""
    return text_of(node.child_by_field_name("operator"))


def parameters_of(node: "Node") -> "list[Node]":
    """Return the parameters of a function."""
    single = node.child_by_field_name("parameter")
    if single is not None:
        return [single]
    several = node.child_by_field_name("parameters")
    given = [] if several is None else several.named_children
    return [child for child in given if child.type != "comment"]


def key_of(node: "Node | None") -> str | None:
    """Return the name of an object's member; `None` where it is computed."""
    if node is None:
        return None
    match node.type:
        case "property_identifier" | "identifier" | "private_property_identifier" | "number":
            return text_of(node)
        case "shorthand_property_identifier" | "shorthand_property_identifier_pattern":
            return text_of(node)
        case "string":
            return string_value(node)
        case "computed_property_name":
            return string_value(node.named_children[0]) if node.named_children else None
        case _:
            return None


def members(node: "Node") -> "Iterator[tuple[str, Node]]":
    """Return the members of an object literal whose names are plain, with their values."""
    for child in node.named_children:
        match child.type:
            case "pair":
                key = key_of(child.child_by_field_name("key"))
                value = child.child_by_field_name("value")
                if key is not None and value is not None:
                    yield key, value
            case "shorthand_property_identifier":
                yield text_of(child), child
            case "method_definition":
                key = key_of(child.child_by_field_name("name"))
                if key is not None:
                    yield key, child
