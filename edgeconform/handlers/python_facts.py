"""Facts of Python code, read off its syntax tree.

Nothing here recurses along the tree: machine-made sources nest deeper than Python's stack.
"""

import ast

from edgeconform.handlers.facts import (
    Access,
    Alias,
    Answer,
    Chain,
    Constant,
    Fact,
    Number,
    Pattern,
    Reference,
    Role,
    Text,
)
from edgeconform.handlers.python_chains import KEYED, chain_of, inside_chain

Reading = tuple[list[Fact], list[ast.AST]]

_SEARCHES: dict[str, Role] = {
    "startswith": "prefix",
    "removeprefix": "prefix",
    "endswith": "suffix",
    "removesuffix": "suffix",
    "find": "contained",
    "index": "contained",
    "count": "contained",
    "replace": "contained",
    "split": "contained",
    "rsplit": "contained",
    "partition": "contained",
    "rpartition": "contained",
}
_PATTERN_CALLS = frozenset(
    {"compile", "match", "search", "fullmatch", "sub", "subn", "findall", "finditer", "split"}
)
_FLAGS = {"I": "i", "IGNORECASE": "i", "M": "m", "MULTILINE": "m", "S": "s", "DOTALL": "s"}


def read_facts(*roots: ast.AST) -> tuple[Fact, ...]:
    """Return the facts of these syntax trees, in the order of the source."""
    facts: list[Fact] = []
    waiting: list[ast.AST] = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        found, inner = _read(node)
        facts += found
        waiting += reversed(inner)
    return tuple(facts)


def _read(node: ast.AST) -> Reading:
    """Return the facts of one node, and the nodes inside it that are still to be read."""
    match node:
        case ast.Constant():
            return _constant(node.value), []
        case ast.JoinedStr(values=values):
            return _template(values)
        case ast.Name(id=name):
            return [Reference(name=name)], []
        case ast.Attribute() | ast.Subscript():
            return _member(node)
        case ast.Call():
            return _call(node)
        case ast.Compare():
            return _comparison(node)
        case ast.Dict(keys=keys, values=values):
            return _mapping(keys, values)
        case _:
            return _read_flow(node)


def _read_flow(node: ast.AST) -> Reading:
    match node:
        case ast.Return(value=value):
            return _answers(value), [value] if value else []
        case ast.Lambda(args=arguments, body=body):
            return _answers(body), [arguments, body]
        case ast.Match(subject=subject):
            return _cases(node), [subject, *node.cases]
        case ast.MatchValue() | ast.Expr(value=ast.Constant(value=str())):
            return [], []
        case _:
            return _bindings(node), list(ast.iter_child_nodes(node))


def _constant(value: object) -> list[Fact]:
    match value:
        case bool():
            return []
        case str():
            return [Text(value=value)]
        case int() | float():
            return [Number(value=value)]
        case _:
            return []


def _template(values: list[ast.expr]) -> Reading:
    facts: list[Fact] = []
    inner: list[ast.AST] = []
    for value in values:
        match value:
            case ast.Constant(value=str(text)):
                facts.append(Text(value=text, role="part"))
            case ast.FormattedValue(value=expression):
                inner.append(expression)
    return facts, inner


def _member(node: ast.Attribute | ast.Subscript) -> Reading:
    chain = chain_of(node)
    written = isinstance(node.ctx, ast.Store | ast.Del)
    facts: list[Fact] = [Access(chain=chain, written=written)] if chain else []
    if chain and not chain[0].endswith("()"):
        facts.append(Reference(name=chain[0]))
    return facts, list(inside_chain(node))


def _call(node: ast.Call) -> Reading:
    arguments: list[ast.AST] = [*node.args, *(keyword.value for keyword in node.keywords)]
    chain = chain_of(node)
    match node.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=name) if name in _PATTERN_CALLS:
            return _pattern(node)
        case ast.Attribute(value=value, attr=name) if name in _SEARCHES and node.args:
            partner = chain_of(value)
            facts = _texts(node.args[0], _SEARCHES[name], partner)
            return facts, [value, *(arguments[1:] if facts else arguments)]
        case ast.Attribute(value=value, attr=name) if name in KEYED and chain:
            written = name in ("pop", "setdefault")
            rest = arguments[1:] if chain[-1] != f"{name}()" else arguments
            return [Access(chain=chain, written=written)], [value, *rest]
        case (
            ast.Name(id="print") | ast.Attribute(value=ast.Name(id=("logger" | "log" | "logging")))
        ):
            return [], [a for a in arguments if not isinstance(a, ast.Constant | ast.JoinedStr)]
        case ast.Attribute(value=value):
            return [Access(chain=chain)] if chain else [], [value, *arguments]
        case function:
            return [], [function, *arguments]


def _pattern(node: ast.Call) -> Reading:
    flags = "".join(
        sorted(
            {
                _FLAGS[part.attr]
                for argument in (*node.args[1:], *(k.value for k in node.keywords))
                for part in ast.walk(argument)
                if isinstance(part, ast.Attribute) and part.attr in _FLAGS
            }
        )
    )
    match node.args:
        case [ast.Constant(value=str(pattern)), *rest]:
            partner = chain_of(rest[-1]) if rest else ()
            return [Pattern(pattern=pattern, flags=flags, partner=partner)], list(rest)
        case _:
            return [], list(node.args)


def _texts(node: ast.AST, role: Role, partner: Chain) -> list[Fact]:
    """Return the strings of a constant, or of a list, tuple or set of constants."""
    match node:
        case ast.Constant(value=str(text)):
            return [Text(value=text, role=role, partner=partner)]
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return [fact for item in items for fact in _texts(item, role, partner)]
        case _:
            return []


def _comparison(node: ast.Compare) -> Reading:
    facts: list[Fact] = []
    inner: list[ast.AST] = []
    sides = [node.left, *node.comparators]
    for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
        if isinstance(operator, ast.In | ast.NotIn) and isinstance(left, ast.Constant):
            facts += _membership(left.value, chain_of(right))
        else:
            facts += _texts(left, "compared", chain_of(right))
            facts += _texts(right, "compared", chain_of(left))
    inner += [side for side in sides if not _texts(side, "value", ())]
    return facts, inner


def _membership(value: object, container: Chain) -> list[Fact]:
    """`'host' in headers` asks for a key, `'/a/' in uri` for a part: the chain tells later."""
    if not isinstance(value, str):
        return []
    part = Text(value=value, role="contained", partner=container)
    return [Access(chain=(*container, value)), part] if container else [part]


def _mapping(keys: list[ast.expr | None], values: list[ast.expr]) -> Reading:
    texts: list[Fact] = []
    inner: list[ast.AST] = []
    for key in keys:
        match key:
            case ast.Constant(value=str(text)):
                texts.append(Text(value=text, role="key"))
            case ast.expr():
                inner.append(key)
    return texts, [*inner, *values]


def _cases(node: ast.Match) -> list[Fact]:
    partner = chain_of(node.subject)
    return [
        fact
        for case in node.cases
        for part in ast.walk(case.pattern)
        if isinstance(part, ast.MatchValue)
        for fact in _texts(part.value, "compared", partner)
    ]


def _answers(value: ast.AST | None) -> list[Fact]:
    return [Answer(chain=chain) for chain in _chains(value)]


def _chains(value: ast.AST | None) -> list[Chain]:
    """Return the chains that an expression can come to: both sides of a condition."""
    match value:
        case ast.IfExp(body=body, orelse=other):
            return [*_chains(body), *_chains(other)]
        case ast.BoolOp(values=values):
            return [chain for part in values for chain in _chains(part)]
        case _:
            chain = chain_of(value)
            return [chain] if chain else []


def _bindings(node: ast.AST) -> list[Fact]:
    match node:
        case ast.Assign(targets=targets, value=value):
            pairs = [pair for target in targets for pair in _pairs(target, value)]
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            pairs = _pairs(target, value)
        case ast.NamedExpr(target=target, value=value):
            pairs = _pairs(target, value)
        case _:
            return []
    return [fact for name, value in pairs for fact in _bound(name, value)]


def _bound(name: str, value: ast.expr) -> list[Fact]:
    match value:
        case ast.Constant(value=str(text)):
            return [Constant(name=name, value=text)]
        case _:
            return [Alias(name=name, chain=chain) for chain in _chains(value)]


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    match target, value:
        case (ast.Name(id=name), _):
            return [(name, value)]
        case (ast.Attribute(value=ast.Name(id="self"), attr=name), _):
            return [(f"self.{name}", value)]
        case (ast.Tuple(elts=names), ast.Tuple(elts=values)):
            return [pair for t, v in zip(names, values, strict=False) for pair in _pairs(t, v)]
        case _:
            return []
