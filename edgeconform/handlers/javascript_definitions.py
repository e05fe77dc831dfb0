"""What the statements of a JavaScript block define, and what the module imports."""

from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from edgeconform.handlers.javascript_chains import chain_of
from edgeconform.handlers.javascript_exports import expressions, required_module
from edgeconform.handlers.javascript_facts import read_facts
from edgeconform.handlers.javascript_patterns import bound_names
from edgeconform.handlers.javascript_tree import (
    FUNCTIONS,
    bare,
    line_of,
    parameters_of,
    string_value,
    text_of,
)
from edgeconform.handlers.source import Definition, Import, Kind

if TYPE_CHECKING:
    from tree_sitter import Node

_CLASSES = frozenset({"class_declaration", "class", "abstract_class_declaration"})
_CONSTANTS = frozenset(
    {"string", "template_string", "number", "regex", "object", "array", "true", "false", "null"}
)


def named_nodes(block: "Node") -> "Iterator[tuple[str, Node]]":
    """Return what the statements of a block define, by name; `""` where there is no name."""
    for statement in block.named_children:
        inner = statement
        if statement.type == "export_statement":
            inner = statement.child_by_field_name("declaration") or statement
        match inner.type:
            case "lexical_declaration" | "variable_declaration":
                for declarator in inner.named_children:
                    pattern = declarator.child_by_field_name("name")
                    for name, _ in bound_names(pattern, ("",)) if pattern else ():
                        yield name, declarator
            case "expression_statement":
                yield from _assigned_names(inner)
            case "comment" | "import_statement" | "export_statement":
                continue
            case _:
                yield text_of(inner.child_by_field_name("name")), inner


def _assigned_names(statement: "Node") -> "Iterator[tuple[str, Node]]":
    for expression in expressions(statement):
        name = ""
        if expression.type == "string":  # "use strict"
            continue
        if expression.type == "assignment_expression":
            chain = chain_of(expression.child_by_field_name("left"))
            if chain and chain[0] not in ("exports", "module", "this"):
                name = chain[0]
        yield name, expression


def define(name: str, node: "Node") -> Definition:
    """Return a definition for a node; functions are seen through declarations and assignments."""
    value = value_of(node)
    parameters: tuple[str, ...] | None = None
    required = 0
    if value.type in FUNCTIONS:
        nodes = parameters_of(value)
        parameters = tuple(_parameter_name(parameter) for parameter in nodes)
        required = sum(not _is_optional(parameter) for parameter in nodes)
    return Definition(
        name=name,
        line=line_of(node),
        end_line=node.end_point.row + 1,
        facts=cache(partial(read_facts, node)),
        parameters=parameters,
        required=required,
        kind=_kind(value),
    )


def value_of(node: "Node") -> "Node":
    """Return the value in a declarator, an assignment or a class field, else the node itself."""
    field = {
        "variable_declarator": "value",
        "field_definition": "value",
        "public_field_definition": "value",
        "assignment_expression": "right",
    }.get(node.type)
    return (bare(node.child_by_field_name(field)) if field else bare(node)) or node


def _kind(value: "Node") -> Kind:
    if value.type in FUNCTIONS:
        return "function"
    if value.type in _CLASSES:
        return "class"
    return "constant" if value.type in _CONSTANTS else "unknown"


def _parameter_name(parameter: "Node") -> str:
    pattern = parameter.child_by_field_name("pattern") or parameter
    if pattern.type == "assignment_pattern":
        pattern = pattern.child_by_field_name("left") or pattern
    return text_of(pattern) if pattern.type == "identifier" else "{}"


def _is_optional(parameter: "Node") -> bool:
    kinds = {"assignment_pattern", "optional_parameter", "rest_pattern"}
    return parameter.type in kinds or parameter.child_by_field_name("value") is not None


def methods(node: "Node", *, static: bool) -> "Iterator[tuple[str, Node]]":
    """Return the public methods of a class, static or not, and fields that hold functions."""
    body = value_of(node).child_by_field_name("body")
    for member in body.named_children if body is not None else ():
        words = {child.type for child in member.children}
        name = text_of(member.child_by_field_name("name") or member.child_by_field_name("property"))
        if ("static" in words) is not static or words & {"get", "set"}:
            continue
        if value_of(member).type in FUNCTIONS and name != "constructor" and name[:1] != "#":
            yield name, member


def imported_names(statement: "Node") -> "Iterator[tuple[str, Import]]":
    """Return the names that a statement brings in from other modules."""
    match statement.type:
        case "import_statement":
            yield from _es_imports(statement)
        case "lexical_declaration" | "variable_declaration":
            for declarator in statement.named_children:
                yield from _required(declarator)


def _es_imports(statement: "Node") -> "Iterator[tuple[str, Import]]":
    module = string_value(statement.child_by_field_name("source"))
    for clause in statement.named_children:
        for part in clause.named_children if clause.type == "import_clause" else ():
            if module is None:
                continue
            match part.type:
                case "identifier":
                    yield text_of(part), Import(module=module, name="default")
                case "namespace_import":
                    yield text_of(part.named_children[0]), Import(module=module)
                case "named_imports":
                    for specifier in part.named_children:
                        name = text_of(specifier.child_by_field_name("name"))
                        alias = text_of(specifier.child_by_field_name("alias")) or name
                        yield alias, Import(module=module, name=name)
        if clause.type == "import_require_clause":
            source = string_value(clause.child_by_field_name("source"))
            if source is not None:
                yield text_of(clause.named_children[0]), Import(module=source)


def _required(declarator: "Node") -> "Iterator[tuple[str, Import]]":
    pattern = declarator.child_by_field_name("name")
    value = bare(declarator.child_by_field_name("value"))
    name = ""
    if value is not None and value.type == "member_expression":
        name = text_of(value.child_by_field_name("property"))
        value = bare(value.child_by_field_name("object"))
    module = required_module(value)
    if module is None:
        module = _interop(value)
    if module is None or pattern is None:
        return
    for bound, chain in bound_names(pattern, (name,)):
        yield bound, Import(module=module, name=chain[-1])


def _interop(value: "Node | None") -> str | None:
    """Return the module in `__importDefault(require("./x"))` and its relatives."""
    if value is None or value.type != "call_expression":
        return None
    arguments = value.child_by_field_name("arguments")
    inner = arguments.named_children[0] if arguments and arguments.named_children else None
    return required_module(inner)
