"""Evaluate Terraform's expressions: conditions, loops, calls, and ways into a value.

Values are nodes. What a configuration does not decide is UNKNOWN; an attribute that an object does
not have is MISSING, until the whole expression is done.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Protocol, Self

from edgeconform.deployment.hcl_files import parse_expression
from edgeconform.deployment.intrinsics import common
from edgeconform.deployment.nodes import MISSING, UNKNOWN, Node, unknown
from edgeconform.deployment.terraform_calls import call, items
from edgeconform.deployment.terraform_operators import binary
from edgeconform.deployment.terraform_resources import FUNCTION, instance_address
from edgeconform.deployment.terraform_ways import WAYS, steps_of
from edgeconform.model import SourcePlace

_MOST_ROUNDS: Final = 10_000
_WITHOUT_STEPS = ("var", "local")


class Names(Protocol):
    """What an expression may name."""

    @property
    def names(self) -> Mapping[str, Node]:
        """The names of the loops around the expression."""

    def path(self, path: list[str], place: SourcePlace, depth: int) -> Node:
        """Return what a path of names stands for."""

    def bound(self, names: Mapping[str, Node]) -> Self:
        """Return the same with further names, those of a loop."""

    def file(self, name: Node) -> Node:
        """Return the text of a file."""


def evaluate(expression: str, names: Names, place: SourcePlace, depth: int) -> Node:
    """Return the value of an expression; UNKNOWN if it is not certain, or cannot be read."""
    tree = _parsed(expression)
    found = unknown(place) if tree is None else _Evaluation(names, place, depth, Counter()).of(tree)
    return unknown(place) if found.value is MISSING else found


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> Any:
    return parse_expression(expression)


class _Evaluation:
    """Evaluates one expression; `rounds` counts those of all its loops."""

    def __init__(
        self, names: Names, place: SourcePlace, depth: int, rounds: Counter[SourcePlace]
    ) -> None:
        self._names = names
        self._place = place
        self._depth = depth
        self._rounds = rounds

    def of(self, rule: Any) -> Node:
        kind = type(rule).__name__
        if kind in WAYS:
            return self._way(rule)
        evaluate_kind = _KINDS.get(kind)
        return unknown(self._place) if evaluate_kind is None else evaluate_kind(self, rule)

    def literal(self, rule: Any) -> Node:
        value = rule.serialize()
        return self._node({"null": None, "true": True, "false": False}.get(value, value))

    def term(self, rule: Any) -> Node:
        return self.of(rule.expression)

    def operation(self, rule: Any) -> Node:
        term = rule.binary_term
        sides = self.of(rule.expr_term), self.of(term.expr_term)
        return self._node(binary(str(term.binary_operator.serialize()), *sides))

    def listed(self, rule: Any) -> Node:
        return self._node([self.of(each) for each in rule.elements])

    def _node(self, value: Any) -> Node:
        return Node(value, self._place)

    def chosen(self, rule: Any) -> Node:
        condition = self.of(rule.condition).flag()
        if condition is None:
            return common(self.of(rule.if_true), self.of(rule.if_false))
        return self.of(rule.if_true if condition else rule.if_false)

    def negated(self, rule: Any) -> Node:
        value = self.of(rule.expr_term)
        if rule.operator == "!":
            flag = value.flag()
            return self._node(UNKNOWN if flag is None else not flag)
        number = value.number()
        return self._node(UNKNOWN if number is None else -number)

    def called(self, rule: Any) -> Node:
        name = "::".join(str(each.serialize()) for each in rule.identifiers)
        written = [] if rule.arguments is None else rule.arguments.arguments
        if name == "try":
            values = (self.of(each) for each in written)
            return next((each for each in values if each.value is not MISSING), self._node(MISSING))
        given = [self.of(each) for each in written]
        if rule.arguments is not None and rule.arguments.has_ellipsis and given:
            last = given.pop()
            if not isinstance(last.value, list):
                return unknown(self._place)
            given += last.value
        if name == "file" and len(given) == 1:
            return self._names.file(given[0])
        return call(name, given, self._place)

    def looped(self, rule: Any) -> Node:
        as_list = type(rule).__name__ == "ForTupleExprRule"
        pairs = items(self.of(rule.for_intro.iterable))
        self._rounds[self._place] += len(pairs or ())
        if pairs is None or self._rounds[self._place] > _MOST_ROUNDS:
            return unknown(self._place)
        listed: list[Node] = []
        named: dict[str, Node] = {}
        for inner in self._inner(rule, pairs):
            passed = rule.condition is None or inner.of(rule.condition.condition_expr).flag()
            if passed is None:
                return unknown(self._place)
            if passed and as_list:
                listed.append(inner.of(rule.value_expr))
            elif passed:
                key = inner.of(rule.key_expr).text()
                if key is None or key in named:
                    return unknown(self._place)
                named[key] = inner.of(rule.value_expr)
        return self._node(listed if as_list else named)

    def _inner(self, rule: Any, pairs: list[tuple[Node, Node]]) -> Iterator["_Evaluation"]:
        intro = rule.for_intro
        first = str(intro.first_iterator.serialize())
        second = intro.second_iterator
        for key, value in pairs:
            found = {first: value}
            if second is not None:
                found = {first: key, str(second.serialize()): value}
            yield _Evaluation(self._names.bound(found), self._place, self._depth, self._rounds)

    def object(self, rule: Any) -> Node:
        members: dict[str, Node] = {}
        for each in rule.elements:
            key = each.key.value if hasattr(each.key, "value") else each.key.expression
            bare = type(key).__name__ == "IdentifierRule"
            name = str(key.serialize()) if bare else self.of(key).text()
            if name is None:
                return unknown(self._place)
            members[name] = self.of(each.expression)
        return self._node(members)

    def string(self, rule: Any) -> Node:
        text = ""
        for part in rule.string_parts:
            content = part.content
            if type(content).__name__ == "InterpolationRule":
                text += self.of(content.expression).within_text()
            else:
                text += str(content.serialize())
        return self._node(text)

    def _way(self, rule: Any) -> Node:
        start, steps = steps_of(rule)
        if type(start).__name__ != "IdentifierRule":
            return self._walked(self.of(start), steps)
        root = str(start.serialize())
        if root in self._names.names:
            return self._walked(self._names.names[root], steps)
        if root in _WITHOUT_STEPS and steps and isinstance(steps[0], str):
            value = self._names.path([root, steps[0]], self._place, self._depth + 1)
            return self._walked(value, steps[1:])
        path = [root, *(each for each in steps if isinstance(each, str))]
        if root == FUNCTION and len(steps) > 1 and not isinstance(steps[1], str | None):
            key = self.of(steps[1]).value
            path[1] = instance_address(path[1], key) if isinstance(key, str) else path[1]
        return self._names.path(path, self._place, self._depth + 1)

    def _walked(self, node: Node, steps: list[Any]) -> Node:
        for count, step in enumerate(steps):
            if step is None:
                return self._splat(node, steps[count + 1 :])
            node = node.at(step) if isinstance(step, str) else self._indexed(node, step)
        return node

    def _splat(self, node: Node, steps: list[Any]) -> Node:
        if node.value is UNKNOWN or node.is_reference:
            return unknown(node.place)
        each = node.value if isinstance(node.value, list) else [node] if node.given else []
        return self._node([self._walked(one, steps) for one in each])

    def _indexed(self, node: Node, step: Any) -> Node:
        index = self.of(step)
        number = index.number()
        if isinstance(node.value, list) and number is not None:
            inside = 0 <= number < len(node.value)
            return node.value[int(number)] if inside else self._node(MISSING)
        key = index.text()
        return unknown(self._place) if key is None else node.at(key)


_KINDS: Final[Mapping[str, Callable[[_Evaluation, Any], Node]]] = {
    "IntLitRule": _Evaluation.literal,
    "FloatLitRule": _Evaluation.literal,
    "LiteralValueRule": _Evaluation.literal,
    "ExprTermRule": _Evaluation.term,
    "ConditionalRule": _Evaluation.chosen,
    "BinaryOpRule": _Evaluation.operation,
    "UnaryOpRule": _Evaluation.negated,
    "FunctionCallRule": _Evaluation.called,
    "ForTupleExprRule": _Evaluation.looped,
    "ForObjectExprRule": _Evaluation.looped,
    "TupleRule": _Evaluation.listed,
    "ObjectRule": _Evaluation.object,
    "StringRule": _Evaluation.string,
}
"""How to evaluate a rule, by the name that the parser has for it."""
