"""The lines of a source that hold statements, as coverage counts them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

Lines = tuple[int, ...]
"""The lines of one statement: it was run if any of them was."""

_NEVER_TOLD: Final = (ast.Global, ast.Nonlocal, ast.Pass, ast.Try, ast.TryStar)
_COMMENT: Final = re.compile(r"//|/\*|\*")


def statements(path: Path) -> tuple[Lines, ...]:
    """Return the statements of a Python or JavaScript file, in order; none if it does not parse.

    What is not meant to run in a handler is left out: a main block, imports for type checkers.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    if path.suffix != ".py":
        return tuple((line,) for line in _code_lines(text))
    try:
        return tuple(_statements(ast.parse(text).body))
    except (SyntaxError, ValueError, RecursionError):
        return ()


def _code_lines(text: str) -> Iterator[int]:
    """Yield the lines that the Node.js worker counts as code."""
    for number, line in enumerate(text.split("\n"), start=1):
        if re.search(r"\w", line) and not _COMMENT.match(line.strip()):
            yield number


def _statements(body: list[ast.stmt]) -> Iterator[Lines]:
    for node in body:
        if isinstance(node, ast.If) and _is_for_others(node.test):
            continue
        inner = [part for name in _BLOCKS for part in getattr(node, name, [])]
        if not isinstance(node, _NEVER_TOLD) and not _is_constant(node):
            first = min((child.lineno for child in inner if isinstance(child, ast.stmt)), default=0)
            last = max(node.lineno, first - 1) if first else node.end_lineno or node.lineno
            yield tuple(range(node.lineno, last + 1))
        yield from _blocks(inner)


def _blocks(inner: list[ast.AST]) -> Iterator[Lines]:
    for part in inner:
        if isinstance(part, ast.stmt):
            yield from _statements([part])
        elif isinstance(part, ast.ExceptHandler | ast.match_case):
            yield from _statements(part.body)


_BLOCKS: Final = ("body", "handlers", "cases", "orelse", "finalbody")


def _is_constant(node: ast.stmt) -> bool:
    """Whether compilers leave it out: a docstring, a bare annotation, an endless loop's head."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.While(test=ast.Constant()):
            return True
        case ast.AnnAssign(value=None):
            return True
        case _:
            return False


def _is_for_others(test: ast.expr) -> bool:
    match test:
        case ast.Compare(left=ast.Name(id="__name__")) | ast.Name(id="TYPE_CHECKING"):
            return True
        case _:
            return False
