"""Terraform's functions, those that configurations of the edge use to put values together.

Source: https://developer.hashicorp.com/terraform/language/functions
"""

from collections.abc import Callable, Mapping
from typing import Final

from edgeconform.deployment.intrinsics import plain
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node, unknown
from edgeconform.model import SourcePlace

MOST_ITEMS: Final = 100
_SET: Final = "set"
"""The tag of a list that is a set: its values are their own keys."""

_Function = Callable[[list[Node], SourcePlace], Node]


def call(name: str, given: list[Node], place: SourcePlace) -> Node:
    """Return what a function makes of its arguments; UNKNOWN if that is not certain."""
    function = _FUNCTIONS.get(name)
    return unknown(place) if function is None else function(given, place)


def is_certain(node: Node) -> bool:
    """Whether nothing in a value is unknown."""
    match node.value:
        case dict(members):
            return all(map(is_certain, members.values()))
        case list(entries):
            return all(map(is_certain, entries))
    return node.value is not UNKNOWN


def items(node: Node) -> list[tuple[Node, Node]] | None:
    """Return the keys and values that a loop goes through; None if they are not certain."""
    match node.value:
        case dict(members) if len(members) <= MOST_ITEMS:
            return [(Node(key, each.place), each) for key, each in members.items()]
        case list(entries) if len(entries) <= MOST_ITEMS and node.tag == _SET:
            return [(each, each) for each in entries]
        case list(entries) if len(entries) <= MOST_ITEMS:
            return [(Node(number, each.place), each) for number, each in enumerate(entries)]
    return None


def _same(given: list[Node], place: SourcePlace) -> Node:
    return given[0] if given else unknown(place)


def _to_set(given: list[Node], place: SourcePlace) -> Node:
    if len(given) != 1 or not isinstance(given[0].value, list):
        return unknown(place)
    return Node(given[0].value, place, _SET)


def _coalesce(given: list[Node], place: SourcePlace) -> Node:
    for each in given:
        if each.value is UNKNOWN or each.value is MISSING:
            return unknown(place)
        if each.value not in (None, ""):
            return each
    return unknown(place)


def _lookup(given: list[Node], place: SourcePlace) -> Node:
    key = given[1].text() if len(given) > 1 else None
    if key is None or not isinstance(given[0].value, dict):
        return unknown(place)
    found = given[0].at(key)
    return given[2] if found.value is MISSING and len(given) > 2 else found


def _merge(given: list[Node], place: SourcePlace) -> Node:
    merged: dict[str, Node] = {}
    for each in given:
        if each.value is not None and not isinstance(each.value, dict):
            return unknown(place)
        merged |= dict(each.members())
    return Node(dict(merged), place)


def _concat(given: list[Node], place: SourcePlace) -> Node:
    if not all(isinstance(each.value, list) for each in given):
        return unknown(place)
    return Node([one for each in given for one in each.entries()], place)


def _length(given: list[Node], place: SourcePlace) -> Node:
    value = given[0].value if len(given) == 1 else None
    if given and given[0].is_reference:
        return unknown(place)
    return Node(len(value), place) if isinstance(value, dict | list | str) else unknown(place)


def _keys(given: list[Node], place: SourcePlace) -> Node:
    if len(given) != 1 or not isinstance(given[0].value, dict):
        return unknown(place)
    return Node([Node(key, place) for key in sorted(given[0].value)], place)


def _values(given: list[Node], place: SourcePlace) -> Node:
    if len(given) != 1 or not isinstance(given[0].value, dict):
        return unknown(place)
    return Node([each for _, each in sorted(given[0].value.items())], place)


def _contains(given: list[Node], place: SourcePlace) -> Node:
    if len(given) != 2 or not all(map(is_certain, given)):
        return unknown(place)
    return Node(plain(given[1]) in [plain(each) for each in given[0].entries()], place)


_FUNCTIONS: Final[Mapping[str, _Function]] = {
    **dict.fromkeys(
        ("jsonencode", "tostring", "tonumber", "tobool", "tolist", "tomap", "nonsensitive"),
        _same,
    ),
    "toset": _to_set,
    "coalesce": _coalesce,
    "lookup": _lookup,
    "merge": _merge,
    "concat": _concat,
    "length": _length,
    "keys": _keys,
    "values": _values,
    "contains": _contains,
}
