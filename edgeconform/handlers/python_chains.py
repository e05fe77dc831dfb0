"""Chains of Python expressions."""

import ast
from collections.abc import Iterator

from edgeconform.handlers.facts import MAX_LINKS, Chain
from edgeconform.handlers.own_lookups import looked_up

KEYED = frozenset({"get", "pop", "setdefault", "__contains__"})
_COPYING = frozenset({"dict", "list", "tuple", "sorted", "set"})


def chain_of(node: ast.AST | None) -> Chain:
    """Return the chain of an expression, `()` if it is none."""
    parts: list[str] = []
    while node is not None and len(parts) < MAX_LINKS:
        if isinstance(node, ast.Name):
            return (node.id, *reversed(parts))
        if found := own_lookup(node):
            return (*found, *reversed(parts))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id not in _COPYING or len(node.args) != 1:
                return (f"{node.func.id}()", *reversed(parts))
            node = node.args[0]
            continue
        node, link = _link(node)
        parts += link
    return ()


def own_lookup(node: ast.AST) -> Chain:
    """Return the chain in `header(request["headers"], "x-a")`, `()` if it is none such."""
    match node:
        case ast.Call(
            func=ast.Name(id=name) | ast.Attribute(attr=name),
            args=[ast.Name() | ast.Subscript() | ast.Attribute() as given, asked, *rest],
        ) if len(rest) < 2 and name not in KEYED:
            return looked_up(name, chain_of(given), _key(asked))
        case _:
            return ()


def _key(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(key)):
            return key
        case ast.Name(id=name):
            return f"*{name}"
        case _:
            return ""


def _link(node: ast.AST) -> tuple[ast.AST | None, list[str]]:
    """Return the next expression inwards, and the link that leads out of it."""
    match node:
        case ast.Attribute(value=value, attr=name):
            return value, [name]
        case ast.Subscript(value=value, slice=ast.Constant(value=key)):
            return value, [str(key)]
        case ast.Subscript(value=value, slice=ast.Name(id=key)):
            return value, [f"*{key}"]
        case ast.Subscript(value=value):
            return value, ["*"]
        case ast.Call(func=ast.Attribute(value=value, attr=name)):
            return value, [_called_key(node) or f"{name}()"]
        case ast.DictComp(generators=[each, *_]) | ast.GeneratorExp(generators=[each, *_]):
            return each.iter, ["dict()"]
        case ast.Await(value=value) | ast.NamedExpr(value=value) | ast.BoolOp(values=[value, *_]):
            return value, []
        case _:
            return None, []


def _called_key(node: ast.AST) -> str | None:
    """Return the key in `headers.get("host")`."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(key)), *_]):
            return key if name in KEYED else None
        case ast.Call(func=ast.Attribute(attr=name), args=[ast.Name(id=key), *_]):
            return f"*{key}" if name in KEYED else None
        case _:
            return None


def inside_chain(node: ast.AST) -> Iterator[ast.AST]:
    """Return the expressions that stand inside a chain and are no links of it."""
    while True:
        match node:
            case ast.Attribute(value=value):
                node = value
            case ast.Subscript(value=value, slice=key):
                if not isinstance(key, ast.Constant):
                    yield key
                node = value
            case ast.Name():
                return
            case _:
                yield node
                return
