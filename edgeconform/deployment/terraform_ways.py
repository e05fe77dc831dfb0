"""The way into a value that an expression of Terraform takes, of the trees of its parser."""

from typing import Any, Final

WAYS: Final = (
    "IdentifierRule",
    "GetAttrExprTermRule",
    "IndexExprTermRule",
    "AttrSplatExprTermRule",
    "FullSplatExprTermRule",
)
"""What the parser calls the rules that `steps_of` reads."""


def steps_of(rule: Any) -> tuple[Any, list[Any]]:
    """Return where a way begins, a rule, and its steps: names, indexes, None for a splat."""
    steps: list[Any] = []
    while True:
        match type(rule).__name__:
            case "ExprTermRule":
                rule = rule.expression
            case "GetAttrExprTermRule":
                steps.append(str(rule.get_attr.identifier.serialize()))
                rule = rule.expr_term
            case "IndexExprTermRule":
                term, index = rule.children[:2]
                short = type(index).__name__ == "ShortIndexRule"
                steps.append(index.index if short else index.index_expression)
                rule = term
            case "AttrSplatExprTermRule" | "FullSplatExprTermRule":
                steps += [_step(each) for each in reversed(rule.attr_splat.get_attrs)]
                steps.append(None)
                rule = rule.expr_term
            case _:
                return rule, steps[::-1]


def _step(rule: Any) -> Any:
    if hasattr(rule, "identifier"):
        return str(rule.identifier.serialize())
    return rule.index if type(rule).__name__ == "ShortIndexRule" else rule.index_expression
