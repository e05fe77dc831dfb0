"""Facts of Python code, read off its syntax tree.

Nothing here recurses along the tree: machine-made sources nest deeper than Python's stack.
"""

import ast

from edgeconform.handlers.facts import (
    MAX_CHOICES,
    PARTING,
    TELLING,
    Access,
    Alias,
    Answer,
    Chain,
    Constant,
    Entry,
    Fact,
    Number,
    Reference,
    Text,
)
from edgeconform.handlers.python_calls import Reading, read_call, texts_of
from edgeconform.handlers.python_chains import chain_of, inside_chain


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
            return read_call(node)
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
        case bytes():
            return [Text(value=value.decode())] if value.isascii() else []
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


def _comparison(node: ast.Compare) -> Reading:
    facts: list[Fact] = []
    inner: list[ast.AST] = []
    sides = [node.left, *node.comparators]
    for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
        if isinstance(operator, ast.In | ast.NotIn) and isinstance(left, ast.Constant):
            facts += _membership(left.value, chain_of(right))
        else:
            facts += texts_of(left, "compared", chain_of(right))
            facts += texts_of(right, "compared", chain_of(left))
    inner += [side for side in sides if not texts_of(side, "value", ())]
    return facts, inner


def _membership(value: object, container: Chain) -> list[Fact]:
    """`'host' in headers` asks for a key, `'/a/' in uri` for a part: the chain tells later."""
    if not isinstance(value, str):
        return []
    access: list[Fact] = [Access(chain=(*container, value))] if container else []
    if container[-1:] == ("headers",):
        return access
    return [*access, Text(value=value, role="contained", partner=container)]


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
        for fact in texts_of(part.value, "compared", partner)
    ]


def _answers(value: ast.AST | None) -> list[Fact]:
    return [Answer(chain=chain) for chain in _chains(value)]


def _chains(value: ast.AST | None) -> list[Chain]:
    """Return the chains that an expression can come to: both sides of a condition."""
    chains: list[Chain] = []
    waiting = [value]
    while waiting and len(chains) < MAX_CHOICES:
        match waiting.pop():
            case ast.IfExp(body=body, orelse=other):
                waiting += [other, body]
            case ast.BoolOp(values=values):
                waiting += reversed(values)
            case node:
                chains.append(chain_of(node))
    return [chain for chain in chains if chain]


def _bindings(node: ast.AST) -> list[Fact]:
    match node:
        case ast.Assign(targets=[ast.Tuple() | ast.List() as names], value=ast.Call() as value):
            chain = chain_of(value)
            return _parted(names, chain) if chain and chain[-1] in PARTING else []
        case ast.Assign(targets=targets, value=value):
            pairs = [pair for target in targets for pair in _pairs(target, value)]
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            pairs = _pairs(target, value)
        case ast.NamedExpr(target=target, value=value):
            pairs = _pairs(target, value)
        case ast.For(target=target, iter=whole) | ast.comprehension(target=target, iter=whole):
            return [each for chain in _chains(whole) for each in _parted(target, (*chain, "*"))]
        case _:
            return []
    return [fact for name, value in pairs for fact in _bound(name, value)]


def _bound(name: str, value: ast.expr) -> list[Fact]:
    match value:
        case ast.Constant(value=str(text)):
            return [Constant(name=name, value=text)]
        case ast.Dict(keys=keys):
            given = (key.value for key in keys if isinstance(key, ast.Constant))
            return [Entry(name=name, key=key) for key in given if isinstance(key, str)]
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


def _parted(target: ast.expr, chain: Chain) -> list[Fact]:
    """Return what the names stand for that a value, or each item of one, is taken apart into."""
    match target:
        case ast.Name(id=name) if name not in TELLING:
            return [Alias(name=name, chain=chain)]
        case ast.Tuple(elts=names) | ast.List(elts=names):
            parts = (_parted(each, (*chain, str(index))) for index, each in enumerate(names))
            return [fact for part in parts for fact in part]
        case _:
            return []
