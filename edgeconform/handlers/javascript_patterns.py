"""Destructuring: which names a pattern binds, and to what."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edgeconform.handlers.facts import TELLING, Chain
from edgeconform.handlers.javascript_calls import chains_of
from edgeconform.handlers.javascript_tree import key_of, operator_of, text_of

if TYPE_CHECKING:
    from tree_sitter import Node


def bound_names(pattern: "Node", chain: Chain) -> Iterator[tuple[str, Chain]]:
    """Return the names that a pattern binds, each with its chain; `chain` is the whole."""
    waiting = [(pattern, chain)]
    while waiting:
        node, here = waiting.pop()
        match node.type:
            case "identifier" | "shorthand_property_identifier_pattern":
                yield text_of(node), here
            case "object_pattern":
                waiting += reversed(list(_members(node, here)))
            case "array_pattern":
                waiting += reversed(list(_elements(node, here)))
            case "assignment_pattern" | "object_assignment_pattern":
                left = node.child_by_field_name("left")
                if left is not None:
                    waiting.append((left, here))
            case "required_parameter" | "optional_parameter":
                inner = node.child_by_field_name("pattern")
                if inner is not None:
                    waiting.append((inner, here))


def looped_names(node: "Node") -> Iterator[tuple[str, Chain]]:
    """Return the names that `for (const x of y)` binds, each with its chain."""
    left, right = (node.child_by_field_name(field) for field in ("left", "right"))
    if left is not None and operator_of(node) == "of":
        for whole in chains_of(right):
            bound = bound_names(left, (*whole, "*"))
            yield from ((name, chain) for name, chain in bound if name not in TELLING)


def _members(node: "Node", chain: Chain) -> "Iterator[tuple[Node, Chain]]":
    for child in node.named_children:
        match child.type:
            case "shorthand_property_identifier_pattern":
                yield child, (*chain, text_of(child))
            case "object_assignment_pattern":
                left = child.child_by_field_name("left")
                yield child, (*chain, text_of(left))
            case "pair_pattern":
                key = key_of(child.child_by_field_name("key"))
                value = child.child_by_field_name("value")
                if value is not None:
                    yield value, (*chain, key or "*")


def _elements(node: "Node", chain: Chain) -> "Iterator[tuple[Node, Chain]]":
    index = 0
    for child in node.children:
        if child.type == ",":
            index += 1
        elif child.is_named:
            yield child, (*chain, str(index))
