"""What a call in Python says: searches, look-ups by key, and patterns."""

import ast

from edgeconform.handlers.facts import LOGS, Access, Chain, Fact, Pattern, Role, Text
from edgeconform.handlers.python_chains import KEYED, chain_of, own_lookup

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
_SEARCHED = {"sub": 1, "subn": 1}
"""Which argument behind the pattern is searched, if not the first."""

_FLAGS = {"I": "i", "IGNORECASE": "i", "M": "m", "MULTILINE": "m", "S": "s", "DOTALL": "s"}


def read_call(node: ast.Call) -> Reading:
    """Return the facts of a call, and the nodes inside it that are still to be read."""
    arguments: list[ast.AST] = [*node.args, *(keyword.value for keyword in node.keywords)]
    chain = chain_of(node)
    if own_lookup(node):
        return [Access(chain=chain)], [arguments[0], *arguments[2:]]
    match node.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=name) if name in _PATTERN_CALLS:
            return _pattern(node, name)
        case ast.Attribute(value=value, attr=name) if name in _SEARCHES and node.args:
            partner = chain_of(value)
            facts = texts_of(node.args[0], _SEARCHES[name], partner)
            return facts, [value, *(arguments[1:] if facts else arguments)]
        case ast.Attribute(value=value, attr=name) if name in KEYED and chain:
            written = name in ("pop", "setdefault")
            rest = arguments[1:] if chain[-1] != f"{name}()" else arguments
            return [Access(chain=chain, written=written, by_call=True)], [value, *rest]
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id=name)) if name in LOGS:
            return [], [a for a in arguments if not isinstance(a, ast.Constant | ast.JoinedStr)]
        case ast.Attribute(value=value):
            return [Access(chain=chain)] if chain else [], [value, *arguments]
        case function:
            return [], [function, *arguments]


def _pattern(node: ast.Call, function: str) -> Reading:
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
        case [ast.Constant(value=str() | bytes() as written), *rest]:
            pattern = written if isinstance(written, str) else written.decode("latin-1")
            searched = rest[_SEARCHED.get(function, 0) :][:1]
            partner = chain_of(searched[0]) if searched and function != "compile" else ()
            return [Pattern(pattern=pattern, flags=flags, partner=partner)], list(rest)
        case _:
            return [], list(node.args)


def texts_of(node: ast.AST, role: Role, partner: Chain) -> list[Fact]:
    """Return the strings of a constant, or of a list, tuple or set of constants."""
    match node:
        case ast.Constant(value=str(text)):
            return [Text(value=text, role=role, partner=partner)]
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            return [fact for item in items for fact in texts_of(item, role, partner)]
        case _:
            return []
