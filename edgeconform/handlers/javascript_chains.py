"""Chains of JavaScript expressions: from a name through members and calls."""

import re
from typing import TYPE_CHECKING

from edgeconform.handlers.facts import MAX_LINKS, Chain
from edgeconform.handlers.javascript_tree import bare, operator_of, string_value, text_of
from edgeconform.handlers.own_lookups import looked_up

if TYPE_CHECKING:
    from tree_sitter import Node

KEYED = frozenset({"get", "has", "getAll", "set", "append", "delete"})
WRITING = frozenset({"set", "append", "delete"})
_CHAINED = ("identifier", "member_expression", "subscript_expression", "call_expression")
_TELLING = re.compile("JSON|path|Date|ya?ml|cookie", re.IGNORECASE)


def called(node: "Node") -> "Node | None":
    """Return what a call calls; `(0, module.name)(...)` is how compilers call what is imported."""
    function = bare(node.child_by_field_name("function"))
    if function is not None and function.type == "sequence_expression":
        return bare(function.named_children[-1])
    return function


def call_parts(node: "Node") -> tuple["Node | None", str, "list[Node]"]:
    """Return the object, the method's or function's name, and the arguments of a call."""
    function = called(node)
    arguments = node.child_by_field_name("arguments")
    given = [] if arguments is None else arguments.named_children
    values = [argument for argument in given if argument.type != "comment"]
    if function is None:
        return None, "", values
    if function.type == "member_expression":
        name = text_of(function.child_by_field_name("property"))
        return function.child_by_field_name("object"), name, values
    return None, text_of(function) if function.type == "identifier" else "", values


def chain_of(node: "Node | None") -> Chain:
    """Return the chain of an expression, `()` if it is none."""
    parts: list[str] = []
    while (node := _likeliest(node)) is not None and len(parts) < MAX_LINKS:
        match node.type:
            case "identifier" | "this" | "shorthand_property_identifier":
                return (text_of(node), *reversed(parts))
            case "member_expression":
                parts.append(text_of(node.child_by_field_name("property")))
                node = node.child_by_field_name("object")
            case "subscript_expression":
                parts.append(_subscript_key(node))
                node = node.child_by_field_name("object")
            case "call_expression":
                owner, name, arguments = call_parts(node)
                if not name:
                    return ()
                if found := own_lookup(name, arguments):
                    return (*found, *reversed(parts))
                parts.append((owner and _called_key(name, arguments)) or f"{name}()")
                node = _parsed(owner, name, arguments) or owner
                if node is None:
                    return tuple(reversed(parts))
            case "new_expression":
                name = text_of(node.child_by_field_name("constructor"))
                return (f"{name}()", *reversed(parts))
            case _:
                return ()
    return ()


def own_lookup(name: str, arguments: "list[Node]") -> Chain:
    """Return the chain in `header(request.headers, "x-a")`, `()` if the call is none such."""
    if len(arguments) not in (2, 3) or name in KEYED:
        return ()
    given, asked = _likeliest(arguments[0]), arguments[1]
    if given is None or given.type not in ("identifier", "member_expression"):
        return ()
    key = f"*{text_of(asked)}" if asked.type == "identifier" else string_value(asked)
    return looked_up(name, chain_of(given), key or "")


def _likeliest(node: "Node | None") -> "Node | None":
    """Return what an expression comes to, but for its default or the other side of its choice."""
    while (node := bare(node)) is not None:
        if node.type == "ternary_expression":
            node = node.child_by_field_name("consequence")
        elif node.type == "binary_expression" and operator_of(node) in ("||", "??"):
            node = node.child_by_field_name("left")
        else:
            return node
    return None


def _parsed(owner: "Node | None", name: str, arguments: "list[Node]") -> "Node | None":
    """Return the text that a library parses, where that tells more than the library's name."""
    if name != "parse" or not arguments or _TELLING.search(text_of(owner)):
        return None
    given = _likeliest(arguments[0])
    return given if given is not None and given.type in _CHAINED else None


def _called_key(name: str, arguments: "list[Node]") -> str | None:
    """Return the key in `parameters.get("size")`."""
    if name not in KEYED or not arguments:
        return None
    key = string_value(arguments[0])
    if key is None and arguments[0].type == "identifier":
        return f"*{text_of(arguments[0])}"
    return key


def _subscript_key(node: "Node") -> str:
    """Return the key of a subscript, `*` where it is computed."""
    index = bare(node.child_by_field_name("index"))
    if index is not None and index.type == "number":
        return text_of(index)
    if index is not None and index.type == "identifier":
        return f"*{text_of(index)}"
    key = string_value(index)
    return "*" if key is None else key
