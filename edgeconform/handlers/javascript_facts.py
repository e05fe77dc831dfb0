"""Facts of JavaScript and TypeScript code, read off its syntax tree."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from edgeconform.handlers.facts import (
    Access,
    Alias,
    Chain,
    Constant,
    Entry,
    Fact,
    Number,
    Reference,
    Text,
)
from edgeconform.handlers.javascript_calls import (
    answers_of,
    chains_of,
    read_call,
    read_construction,
    regex_of,
    texts_of,
)
from edgeconform.handlers.javascript_chains import chain_of
from edgeconform.handlers.javascript_patterns import bound_names, looped_names
from edgeconform.handlers.javascript_tree import (
    FUNCTIONS,
    bare,
    key_of,
    members,
    operator_of,
    parameters_of,
    part_value,
    string_value,
    text_of,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    Reading = tuple[list[Fact], list[Node]]

_COMPARING = frozenset({"==", "===", "!=", "!==", "<", ">", "<=", ">="})
MAX_NODES = 200_000


def read_facts(*roots: "Node") -> tuple[Fact, ...]:
    """Return the facts of these nodes, in the order of the source, of at most `MAX_NODES`."""
    facts: list[Fact] = []
    waiting = list(reversed(roots))
    budget = MAX_NODES
    while waiting and budget:
        budget -= 1
        found, inner = _read(waiting.pop())
        facts += found
        waiting += reversed(inner)
    return tuple(facts)


def _read(node: "Node") -> "Reading":
    """Return the facts of one node, and the nodes inside it that are still to be read."""
    reader = _READERS.get(node.type)
    return ([], node.named_children) if reader is None else reader(node)


def _name(node: "Node") -> "Reading":
    return [Reference(name=text_of(node))], []


def _unary(node: "Node") -> "Reading":
    target = bare(node.child_by_field_name("argument"))
    if operator_of(node) != "delete" or target is None:
        return [], node.named_children
    return [Access(chain=chain_of(target), written=True)], [target]


def _return(node: "Node") -> "Reading":
    parts = node.named_children
    return [fact for part in parts for fact in answers_of(part)], parts


def _statement(node: "Node") -> "Reading":
    """Return a statement's parts; a string alone is a directive."""
    parts = node.named_children
    return [], [] if [part.type for part in parts] == ["string"] else parts


def _nothing(_node: "Node") -> "Reading":
    return [], []


def _function(node: "Node") -> "Reading":
    body = node.child_by_field_name("body")
    facts: list[Fact] = []
    for index, parameter in enumerate(parameters_of(node)):
        pattern = parameter.child_by_field_name("pattern") or parameter
        if pattern.type == "identifier":
            continue
        facts += _destructured(pattern, ("event" if index == 0 else f"parameter-{index}",))
    if body is not None and node.type == "arrow_function" and body.type != "statement_block":
        facts += answers_of(body)
    return facts, node.named_children


def _destructured(pattern: "Node", chain: Chain) -> list[Fact]:
    if not chain:
        return []
    facts: list[Fact] = []
    for name, source in bound_names(pattern, chain):
        facts.append(Alias(name=name, chain=source))
        if len(source) > 1:
            facts.append(Access(chain=source))
    return facts


def _member(node: "Node") -> "Reading":
    chain = chain_of(node)
    inner: list[Node] = []
    link: Node | None = node
    while link is not None and link.type in ("member_expression", "subscript_expression"):
        index = link.child_by_field_name("index")
        if index is not None and string_value(index) is None and index.type != "number":
            inner.append(index)
        link = link.child_by_field_name("object")
    if link is not None and link.type not in ("this", "super"):
        inner.append(link)
    return [Access(chain=chain)] if chain else [], inner


def _literal(node: "Node") -> "Reading":
    match node.type:
        case "number":
            return _number(text_of(node)), []
        case "regex":
            return [regex_of(node)], []
    value = string_value(node)
    if value is not None:
        return [Text(value=value)], []
    parts = node.named_children
    texts: list[Fact] = [
        Text(value=part_value(part), role="part")
        for part in parts
        if part.type != "template_substitution"
    ]
    return texts, [part for part in parts if part.type == "template_substitution"]


def _number(text: str) -> list[Fact]:
    text = text.replace("_", "").removesuffix("n")
    try:
        return [Number(value=int(text, 0))]
    except ValueError:
        pass
    try:
        return [Number(value=float(text))]
    except ValueError:
        return []


def _binary(node: "Node") -> "Reading":
    left = bare(node.child_by_field_name("left"))
    right = bare(node.child_by_field_name("right"))
    if left is None or right is None:
        return [], node.named_children
    operator = operator_of(node)
    if operator == "in":
        key, chain = string_value(left), chain_of(right)
        access: list[Fact] = [Access(chain=(*chain, key))] if key and chain else []
        return access, [right] if access else [left, right]
    if operator not in _COMPARING:
        return [], [left, right]
    facts = [*texts_of(left, chain_of(right)), *texts_of(right, chain_of(left))]
    return facts, [side for side in (left, right) if string_value(side) is None]


def _switch(node: "Node") -> "Reading":
    subject = node.child_by_field_name("value")
    body = node.child_by_field_name("body")
    cases = [] if body is None else body.named_children
    values = [case.child_by_field_name("value") for case in cases]
    chain = chain_of(subject)
    return [f for value in values for f in texts_of(value, chain)], node.named_children


def _pair(node: "Node") -> "Reading":
    key = node.child_by_field_name("key")
    name = key_of(key)
    value = node.child_by_field_name("value")
    inner = [child for child in (key if name is None else None, value) if child is not None]
    return ([] if name is None else [Text(value=name, role="key")]), inner


def _binding(node: "Node") -> "Reading":
    """Return an assignment or declaration: aliases of plain names, writes to members."""
    declared = node.type == "variable_declarator"
    left = node.child_by_field_name("name" if declared else "left")
    right = node.child_by_field_name("value" if declared else "right")
    children = node.named_children
    if left is None:
        return [], children
    if left.type in ("member_expression", "subscript_expression"):
        return _written(chain_of(left), right), children
    text = string_value(right)
    if left.type == "identifier" and text is not None:
        return [Constant(name=text_of(left), value=text)], children
    table = bare(right)
    if left.type == "identifier" and table is not None and table.type == "object":
        return [Entry(name=text_of(left), key=key) for key, _ in members(table)], children
    if left.type in ("identifier", "object_pattern", "array_pattern"):
        return [f for chain in chains_of(right) for f in _destructured(left, chain)], children
    return [], children


def _loop(node: "Node") -> "Reading":
    names = looped_names(node)
    return [Alias(name=name, chain=chain) for name, chain in names], node.named_children


def _written(chain: Chain, value: "Node | None") -> list[Fact]:
    facts: list[Fact] = [Access(chain=chain, written=True)] if chain else []
    if len(chain) == 2 and chain[0] == "this":
        facts += [Alias(name=".".join(chain), chain=source) for source in chains_of(value)]
    return facts


_READERS: "dict[str, Callable[[Node], Reading]]" = {
    **dict.fromkeys(FUNCTIONS, _function),
    **dict.fromkeys(("identifier", "type_identifier", "shorthand_property_identifier"), _name),
    **dict.fromkeys(("member_expression", "subscript_expression"), _member),
    **dict.fromkeys(("string", "template_string", "number", "regex"), _literal),
    **dict.fromkeys(("comment", "import_statement", "predefined_type"), _nothing),
    **dict.fromkeys(
        ("assignment_expression", "augmented_assignment_expression", "variable_declarator"),
        _binding,
    ),
    "binary_expression": _binary,
    "call_expression": read_call,
    "expression_statement": _statement,
    "for_in_statement": _loop,
    "new_expression": read_construction,
    "pair": _pair,
    "return_statement": _return,
    "switch_statement": _switch,
    "unary_expression": _unary,
}
