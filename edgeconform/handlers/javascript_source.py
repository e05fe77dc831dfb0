"""Read a JavaScript or TypeScript module: exports, definitions, imports and comments."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edgeconform.handlers.facts import Reference
from edgeconform.handlers.javascript_definitions import (
    define,
    imported_names,
    methods,
    named_nodes,
    value_of,
)
from edgeconform.handlers.javascript_exports import (
    exported,
    exported_by_minified,
    required_module,
    star_source,
)
from edgeconform.handlers.javascript_tree import (
    captures,
    line_of,
    members,
    parse,
    string_value,
    text_of,
)
from edgeconform.handlers.source import Comment, Definition, Import, SourceModule

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

    Look = Callable[[Node], Iterator[tuple[str, Node]]]

_NOT_CODE = frozenset({"comment", "hash_bang_line"})
_BROKEN_EXPORT = re.compile(
    r"(?:\bexports\.(\w+)\s*=|\bexport\s+(?:async\s+)?(?:const|let|var|function)\s+(\w+))"
)
_SIGNS_OF_A_BUNDLE = (
    re.compile(r"__webpack_|getDefaultExportFromCjs|^\W*(?:\(\) *=>|function *\(\))", re.MULTILINE),
    re.compile(r"\bmodule\.exports *="),
    re.compile(r"\bhandler\b\\?[\"']? *[=:,]"),
    re.compile(r"\bRecords\b"),
)
_EXPORTING = """
    (assignment_expression left: (member_expression)) @node
    (call_expression arguments: (arguments [(object (pair)) (string)])) @node
"""
_RENAMED = 4
"""So often what a bundler exports may go by another name."""
_BLOCKS = frozenset({"statement_block", "program"})


def read_javascript(path: Path, content: bytes) -> SourceModule:
    """Read a module; what lies inside a syntax error is not seen, the rest is."""
    tree = parse(path, content)
    root = tree.root_node
    blocks = [root]
    found = _exports_of(blocks)
    stars = tuple(s for s in map(star_source, root.named_children) if s is not None)
    if not found and not stars:
        blocks, found = _bundled(tree)
    scope = _scope(blocks or [root])
    imports = dict(_imports(scope))
    return SourceModule(
        path=path,
        exports=dict(_definitions(found, scope, imports)) or dict(_unseen_exports(root)),
        definitions=tuple(
            define(name, node) for block in scope for name, node in named_nodes(block)
        ),
        imports=imports,
        modules=tuple(dict.fromkeys(_modules(tree))),
        star_exports=stars,
        comments=tuple(_comments(tree, content)),
        first_code_line=_first_code_line(root),
        broken=root.has_error,
    )


def _exports_of(blocks: "list[Node]", look: "Look" = exported) -> "dict[str, Node]":
    return {
        name: node
        for block in blocks
        for statement in block.named_children
        for name, node in look(statement)
    }


def _bundled(tree: "Tree") -> "tuple[list[Node], dict[str, Node]]":
    """Return the blocks inside functions that export, and what: bundlers wrap each module so."""
    statements: dict[int, Node] = {}
    for node in captures(tree, _EXPORTING):
        statement: Node | None = node
        while statement is not None and (
            statement.parent is None or statement.parent.type not in _BLOCKS
        ):
            statement = statement.parent
        if statement is not None:
            statements[statement.id] = statement
    for look in (exported, exported_by_minified):
        parents = [s.parent for s in statements.values() if s.parent is not None and any(look(s))]
        blocks = list({parent.id: parent for parent in parents}.values())
        found = _exports_of(blocks, look)
        if found.keys() - {"*"}:
            return blocks, found
    return [], {}


def _scope(blocks: "list[Node]") -> "list[Node]":
    """Return the blocks and all that enclose them, outermost first."""
    found: dict[int, Node] = {}
    for block in blocks:
        node: Node | None = block
        while node is not None:
            if node.type in _BLOCKS:
                found[node.id] = node
            node = node.parent
    return sorted(found.values(), key=lambda node: (node.start_byte, -node.end_byte))


def _definitions(
    found: "dict[str, Node]", scope: "list[Node]", imports: dict[str, Import]
) -> Iterator[tuple[str, Definition]]:
    nodes: dict[str, Node] = {}
    for block in scope:
        for name, node in named_nodes(block):
            if name not in nodes or value_of(node) is not node:
                nodes[name] = node
    for name, node in found.items():
        source = _source_of(node)
        if source is not None:
            imports[name] = Import(module=source, name=text_of(node))
            yield name, _forwarded(name, node)
            continue
        yield from _members_of(name, _meant(node, nodes), nodes)


def _meant(node: "Node", nodes: "dict[str, Node]") -> "Node":
    """Return what a name stands for, also where it is another name for it: `var a = b`."""
    node = nodes.get(text_of(node), node)
    for _ in range(_RENAMED):
        value = value_of(node)
        found = nodes.get(text_of(value)) if value.type == "identifier" else None
        if found is None or found is node:
            break
        node = found
    return node


def _source_of(node: "Node") -> str | None:
    """Return the module in `export { a as handler } from "./a"`."""
    specifier = node.parent
    clause = specifier.parent if specifier is not None else None
    if specifier is None or specifier.type != "export_specifier" or clause is None:
        return None
    return string_value(clause.parent.child_by_field_name("source")) if clause.parent else None


def _forwarded(name: str, node: "Node") -> Definition:
    line = line_of(node)
    return Definition(name=name, line=line, end_line=line, facts=lambda: (Reference(name=name),))


def _members_of(
    name: str, node: "Node", nodes: "dict[str, Node]"
) -> Iterator[tuple[str, Definition]]:
    """Return an export and the functions that hang on it: of an object, class or instance."""
    prefix = "" if name == "*" else f"{name}."
    if name != "*":
        yield name, define(name, node)
    value = value_of(node)
    match value.type:
        case "object":
            found = [(key, nodes.get(text_of(member), member)) for key, member in members(value)]
        case "new_expression":
            made = nodes.get(text_of(value.child_by_field_name("constructor")))
            found = list(methods(made, static=False)) if made is not None else []
        case "class_declaration" | "class" | "abstract_class_declaration":
            found = list(methods(value, static=True))
        case _:
            found = []
    for key, member in found:
        yield prefix + key, define(key, member)


def _imports(scope: "list[Node]") -> Iterator[tuple[str, Import]]:
    for block in scope:
        for statement in block.named_children:
            yield from imported_names(statement)


def _modules(tree: "Tree") -> Iterator[str]:
    for node in captures(tree, "[(import_statement) (export_statement)] @node"):
        source = string_value(node.child_by_field_name("source"))
        if source is not None:
            yield source
    for node in captures(tree, "(call_expression arguments: (arguments . (string))) @node"):
        source = required_module(node)
        if source is not None:
            yield source


def _comments(tree: "Tree", content: bytes) -> Iterator[Comment]:
    for node in captures(tree, "(comment) @node"):
        start = node.start_byte
        before = content[content.rfind(b"\n", 0, start) + 1 : start]
        lines = text_of(node).removesuffix("*/").split("\n")
        yield Comment(
            line=line_of(node),
            end_line=node.end_point.row + 1,
            text="\n".join(line.strip().lstrip("/*!# \t") for line in lines).strip(),
            alone=not before.strip(),
        )


def _first_code_line(root: "Node") -> int:
    for node in root.named_children:
        directive = node.type == "expression_statement" and [
            child.type for child in node.named_children
        ] == ["string"]
        if node.type not in _NOT_CODE and not directive:
            return line_of(node)
    return 1_000_000


def _unseen_exports(root: "Node") -> Iterator[tuple[str, Definition]]:
    """Yield what a parser lost, or the handler of a bundle that puts its exports together."""
    yield from _broken_exports(root)
    text = text_of(root)
    if all(sign.search(text) for sign in _SIGNS_OF_A_BUNDLE):
        yield "handler", define("handler", root)


def _broken_exports(root: "Node") -> Iterator[tuple[str, Definition]]:
    if not root.has_error:
        return
    text = text_of(root)
    for found in _BROKEN_EXPORT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        name = found[1] or found[2]
        yield name, Definition(name=name, line=line, end_line=line, facts=tuple)
