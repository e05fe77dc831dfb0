"""Terraform's operators on nodes, of which some may not be certain."""

import operator
from collections.abc import Callable, Mapping
from typing import Final

from edgeconform.deployment.intrinsics import plain
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Content, Node
from edgeconform.deployment.terraform_calls import is_certain

_ORDER: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_SUMS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def binary(sign: str, left: Node, right: Node) -> Content:
    """Return the value of an operation; UNKNOWN if it is not certain."""
    match sign.strip():
        case "&&" | "||" as junction:
            return _joined(junction, left, right)
        case "==":
            return _or_unknown(_equal(left, right))
        case "!=":
            same = _equal(left, right)
            return UNKNOWN if same is None else not same
        case other:
            return _reckoned(other, left.number(), right.number())


def _reckoned(sign: str, left: float | None, right: float | None) -> Content:
    if left is None or right is None:
        return UNKNOWN
    if sign in _ORDER:
        return _ORDER[sign](left, right)
    return _SUMS[sign](left, right) if sign in _SUMS else UNKNOWN


def _joined(sign: str, left: Node, right: Node) -> Content:
    flags = left.flag(), right.flag()
    decisive = sign == "||"
    if decisive in flags:
        return decisive
    return UNKNOWN if None in flags else not decisive


def _or_unknown(flag: bool | None) -> Content:
    return UNKNOWN if flag is None else flag


def _equal(left: Node, right: Node) -> bool | None:
    """Whether two values are equal; None if that is open.

    What a reference leads to is an attribute of a resource, and so not empty.
    """
    if MISSING in (left.value, right.value) or not (is_certain(left) and is_certain(right)):
        return None
    if left.is_reference or right.is_reference:
        if left.raw == right.raw:
            return True
        other = right if left.is_reference else left
        return False if other.value in (None, "") else None
    return plain(left) == plain(right)
