"""Which names a JavaScript or TypeScript module exports, in every dress that is worn.

ES modules, CommonJS, what TypeScript and Babel make of the one for the other, and what esbuild,
webpack and rollup leave of both.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edgeconform.handlers.javascript_chains import call_parts, chain_of
from edgeconform.handlers.javascript_tree import (
    FUNCTIONS,
    bare,
    key_of,
    members,
    string_value,
    text_of,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    Exported = Iterator[tuple[str, Node]]


def expressions(statement: "Node") -> "Iterator[Node]":
    """Return the expressions that a statement runs: parts of `a, b`, both sides of `a && b`."""
    waiting = list(reversed(statement.named_children))
    while waiting:
        node = bare(waiting.pop())
        if node is None:
            continue
        match node.type:
            case "sequence_expression" | "unary_expression" | "variable_declarator":
                waiting += reversed(node.named_children)
            case "binary_expression":
                waiting += reversed(node.named_children)
            case _:
                yield node


def exported(statement: "Node") -> "Exported":
    """Return the names that a statement exports, each with the node of its value."""
    match statement.type:
        case "export_statement":
            yield from _es_exports(statement)
        case "expression_statement" | "lexical_declaration" | "variable_declaration":
            for expression in expressions(statement):
                yield from exported_by_expression(expression)


def exported_by_expression(expression: "Node") -> "Exported":
    """Return the names that a CommonJS expression exports."""
    match expression.type:
        case "assignment_expression":
            yield from _assigned(expression)
        case "call_expression":
            yield from _called(expression)


def exported_by_minified(statement: "Node") -> "Exported":
    """Return what looks exported where a minifier has renamed `exports`: `t.handler = ...`."""
    for expression in expressions(statement):
        if expression.type == "assignment_expression":
            value = bare(expression.child_by_field_name("right"))
            match chain_of(expression.child_by_field_name("left")):
                case (_, "handler") if value is not None and value.type != "unary_expression":
                    yield "handler", value


def star_source(statement: "Node") -> str | None:
    """Return the module that `export * from` or its CommonJS forms hand on."""
    if statement.type == "export_statement":
        source = string_value(statement.child_by_field_name("source"))
        clauses = {child.type for child in statement.named_children}
        return None if clauses & {"export_clause", "namespace_export"} else source
    for expression in expressions(statement):
        match expression.type:
            case "assignment_expression":
                left = chain_of(expression.child_by_field_name("left"))
                right = bare(expression.child_by_field_name("right"))
                if left == ("module", "exports") and (source := required_module(right)):
                    return source
            case "call_expression":
                _, name, arguments = call_parts(expression)
                if name == "__exportStar":
                    return required_module(bare(arguments[0])) if arguments else None
    return None


def required_module(node: "Node | None") -> str | None:
    """Return the module in `require("./x")` and `import("./x")`."""
    if node is None or node.type != "call_expression":
        return None
    function = node.child_by_field_name("function")
    _, name, arguments = call_parts(node)
    if arguments and (name == "require" or text_of(function) == "import"):
        return string_value(arguments[0])
    return None


def _es_exports(statement: "Node") -> "Exported":
    declaration = statement.child_by_field_name("declaration")
    value = statement.child_by_field_name("value")
    if any(child.type == "default" for child in statement.children):
        default = declaration or value
        if default is not None:
            yield from _value("default", default)
        return
    if declaration is not None:
        yield from _declared(declaration)
    for child in statement.named_children:
        if child.type == "export_clause":
            for specifier in child.named_children:
                name = specifier.child_by_field_name("name")
                alias = specifier.child_by_field_name("alias") or name
                if name is not None and alias is not None:
                    yield string_value(alias) or text_of(alias), name
        elif any(c.type == "=" for c in statement.children):
            yield from _whole(child)


def _declared(declaration: "Node") -> "Exported":
    match declaration.type:
        case "lexical_declaration" | "variable_declaration":
            for declarator in declaration.named_children:
                name = declarator.child_by_field_name("name")
                if name is not None and name.type == "identifier":
                    yield from _value(text_of(name), declarator)
                elif name is not None:
                    for inner in name.named_children:
                        key = key_of(inner.child_by_field_name("value") or inner)
                        if key:
                            yield key, declarator
        case "interface_declaration" | "type_alias_declaration" | "ambient_declaration":
            return
        case _:
            name = declaration.child_by_field_name("name")
            if name is not None:
                yield text_of(name), declaration


def _assigned(expression: "Node") -> "Exported":
    """Return what `exports.a = exports.b = value` exports."""
    targets = []
    value: Node | None = expression
    while value is not None and value.type == "assignment_expression":
        targets.append(chain_of(value.child_by_field_name("left")))
        value = bare(value.child_by_field_name("right"))
    if value is None:
        return
    for target in targets:
        match target:
            case ("exports", name) | ("module", "exports", name):
                if value.type != "unary_expression":  # `exports.handler = void 0`
                    yield from _value(name, value)
            case ("module", "exports"):
                yield from _whole(value)


def _whole(value: "Node") -> "Exported":
    """Return the names of an object that is exported as a whole."""
    if value.type == "object":
        for name, member in members(value):
            yield from _value(name, member)
    elif value.type in ("new_expression", "identifier"):
        yield "*", value


def _value(name: str, value: "Node") -> "Exported":
    """Return an export, and the members of an exported object under dotted names."""
    yield name, value
    inner = bare(value.child_by_field_name("value") if "declarator" in value.type else value)
    if inner is not None and inner.type == "object":
        for key, member in members(inner):
            yield f"{name}.{key}", member


def _called(call: "Node") -> "Exported":
    _, name, arguments = call_parts(call)
    if name == "defineProperty":
        yield from _defined_property(arguments)
        return
    for argument in arguments:
        getters = _getters(argument)
        if getters:
            yield from getters
    match arguments:  # webpack 4: d(exports, "handler", function () { return handler; })
        case [_, key, getter] if (text := string_value(key)) is not None and name == "d":
            returned = _returned(getter)
            if returned is not None:
                yield text, returned


def _defined_property(arguments: "list[Node]") -> "Exported":
    match arguments:
        case [target, key, descriptor] if chain_of(target) in (
            ("exports",),
            ("module", "exports"),
        ):
            name = string_value(key)
            for member, value in members(descriptor):
                found = _returned(value) if member == "get" else value
                if name and found is not None and member in ("get", "value"):
                    yield name, found


def _getters(argument: "Node") -> "list[tuple[str, Node]]":
    """Return the members of `{ handler: () => handler }`, or nothing if it holds anything else."""
    if argument.type != "object":
        return []
    found = []
    for name, value in members(argument):
        returned = _returned(value)
        if returned is None or returned.type not in ("identifier", "member_expression"):
            return []
        found.append((name, returned))
    return found


def _returned(function: "Node") -> "Node | None":
    """Return what a function without parameters returns at once."""
    body = function.child_by_field_name("body")
    parameters = function.child_by_field_name("parameters")
    if function.type not in FUNCTIONS or body is None:
        return None
    if parameters is not None and parameters.named_children:
        return None
    if body.type != "statement_block":
        return bare(body)
    match [child for child in body.named_children if child.type != "comment"]:
        case [statement] if statement.type == "return_statement":
            return bare(statement.named_children[0]) if statement.named_children else None
        case _:
            return None
