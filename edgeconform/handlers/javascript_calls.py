"""What a call in JavaScript says: searches, look-ups by key, patterns and answers."""

from typing import TYPE_CHECKING

from edgeconform.handlers.facts import (
    LOGS,
    MAX_CHOICES,
    Access,
    Answer,
    Chain,
    Fact,
    Pattern,
    Role,
    Text,
)
from edgeconform.handlers.javascript_chains import (
    KEYED,
    WRITING,
    call_parts,
    called,
    chain_of,
    own_lookup,
)
from edgeconform.handlers.javascript_tree import (
    bare,
    operator_of,
    string_value,
    text_of,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    Reading = tuple[list[Fact], list[Node]]

_SEARCHES: dict[str, Role] = {
    "startsWith": "prefix",
    "endsWith": "suffix",
    "includes": "contained",
    "indexOf": "contained",
    "lastIndexOf": "contained",
    "replace": "contained",
    "replaceAll": "contained",
    "split": "contained",
}
_ANSWERING = frozenset({"callback", "cb", "done", "succeed"})
_MATCHING = frozenset({"match", "matchAll", "replace", "replaceAll", "search", "split"})


def read_call(node: "Node") -> "Reading":
    """Return the facts of a call, and the nodes inside it that are still to be read."""
    owner, name, arguments = call_parts(node)
    function = called(node)
    if name == "require" or (function is not None and function.type == "import"):
        return [], []
    if looked_up := own_lookup(name, arguments):
        return [Access(chain=looked_up)], [arguments[0], *arguments[2:]]
    if owner is None or function is None:
        inner = [child for child in (function, *arguments) if child is not None]
        return _called_back(name, arguments), inner
    found = _text_search(node, owner, name, arguments) or _held_against(owner, name, arguments)
    if found is not None:
        return found
    if text_of(owner) in LOGS:
        return [], [a for a in arguments if a.type not in ("string", "template_string")]
    facts = _called_back(name, arguments) if name in _ANSWERING else []
    chain = chain_of(node)
    return [*facts, *([Access(chain=chain)] if chain else [])], [owner, *arguments]


def _text_search(
    node: "Node", owner: "Node", name: str, arguments: "list[Node]"
) -> "Reading | None":
    """Return the facts of `uri.startsWith("/a")` and `parameters.get("q")`."""
    text = string_value(arguments[0]) if arguments else None
    partner = chain_of(owner)
    inner = [owner, *arguments[1:]]
    if text is not None and name in _SEARCHES:
        return [Text(value=text, role=_SEARCHES[name], partner=partner)], inner
    if text is not None and name in KEYED and partner:
        return [Access(chain=chain_of(node), written=name in WRITING, by_call=True)], inner
    return None


def _held_against(owner: "Node", name: str, arguments: "list[Node]") -> "Reading | None":
    """Return the facts of `["a", "b"].includes(x)`, `/a/.test(x)` and `x.match(/a/)`."""
    if not arguments:
        return None
    first = arguments[0]
    if owner.type == "array" and name in ("includes", "indexOf"):
        return texts_of(owner, chain_of(first)), arguments
    if owner.type == "regex" and name in ("test", "exec"):
        return [regex_of(owner, chain_of(first))], arguments
    if first.type == "regex" and name in _MATCHING:
        return [regex_of(first, chain_of(owner))], [owner, *arguments[1:]]
    return None


def _called_back(name: str, arguments: "list[Node]") -> list[Fact]:
    """Return the answer in `callback(null, answer)`."""
    match arguments:
        case [first, answer] if first.type in ("null", "undefined"):
            return answers_of(answer)
        case [answer] if name == "succeed":
            return answers_of(answer)
        case [_, answer] if name in _ANSWERING:
            return answers_of(answer)
        case _:
            return []


def read_construction(node: "Node") -> "Reading":
    """Return the facts of `new Something(...)`."""
    name = text_of(node.child_by_field_name("constructor"))
    arguments = node.child_by_field_name("arguments")
    texts = [string_value(a) for a in arguments.named_children] if arguments else []
    if name == "RegExp" and texts and texts[0] is not None:
        flags = (texts[1] or "") if len(texts) > 1 else ""
        return [Pattern(pattern=texts[0], flags=flags)], []
    return [], node.named_children


def texts_of(node: "Node | None", partner: Chain) -> list[Fact]:
    """Return a string, or the strings of an array, as what `partner` is compared with."""
    if node is None:
        return []
    nodes = node.named_children if node.type == "array" else [node]
    values = [string_value(item) for item in nodes]
    return [Text(value=v, role="compared", partner=partner) for v in values if v is not None]


def regex_of(node: "Node", partner: Chain = ()) -> Pattern:
    """Return a regular expression literal as a pattern."""
    pattern = text_of(node.child_by_field_name("pattern"))
    flags = text_of(node.child_by_field_name("flags"))
    return Pattern(pattern=pattern, flags=flags, partner=partner)


def chains_of(node: "Node | None") -> list[Chain]:
    """Return the chains that an expression can come to: both sides of a condition."""
    chains: list[Chain] = []
    waiting = [node]
    while waiting and len(chains) < MAX_CHOICES:
        here = bare(waiting.pop())
        if here is None:
            continue
        if here.type == "ternary_expression":
            fields = ("alternative", "consequence")
        elif here.type == "binary_expression" and operator_of(here) in ("||", "&&", "??"):
            fields = ("right", "left")
        else:
            chains += [chain_of(here)]
            continue
        waiting += [here.child_by_field_name(name) for name in fields]
    return [chain for chain in chains if chain]


def answers_of(node: "Node | None") -> list[Fact]:
    """Return what is answered by returning this expression."""
    return [Answer(chain=chain) for chain in chains_of(node)]
