"""Read a Python module: what it defines, imports and says in comments."""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from edgeconform.handlers.python_facts import read_facts
from edgeconform.handlers.source import Comment, Definition, Import, Kind, SourceModule

_BINDING = re.compile(r"^(?:(?:async[ \t]+)?def[ \t]+(\w+)|(\w+)[ \t]*=)", re.MULTILINE)


def read_python(path: Path, content: bytes) -> SourceModule:
    """Read a module; where it does not parse, only its comments and names are seen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _read_broken(path, content.decode("utf-8", "replace"))
    text = _decode(content)
    definitions = tuple(_definitions(tree.body))
    imports = dict(_imports(tree))
    exports = {d.name: d for d in definitions if d.name}
    exports |= {n: _imported(n, tree) for n in imports if n not in exports}
    return SourceModule(
        path=path,
        exports=exports,
        definitions=definitions,
        imports=imports,
        modules=tuple(dict.fromkeys(_modules(tree))),
        star_exports=tuple(i.module for n, i in _from_imports(tree) if n == "*"),
        comments=tuple(sorted(_comments(text, tree), key=lambda comment: comment.line)),
        first_code_line=_first_code_line(tree),
    )


def _decode(content: bytes) -> str:
    with io.TextIOWrapper(io.BytesIO(content), _encoding(content)) as stream:
        return stream.read()


def _encoding(content: bytes) -> str:
    return tokenize.detect_encoding(io.BytesIO(content).readline)[0]


def _read_broken(path: Path, text: str) -> SourceModule:
    exports = {}
    for found in _BINDING.finditer(text):
        name = found[1] or found[2]
        line = text.count("\n", 0, found.start()) + 1
        exports[name] = Definition(
            name=name,
            line=line,
            end_line=line,
            facts=tuple,
            parameters=("event", "context") if found[1] else None,
            kind="function" if found[1] else "unknown",
        )
    comments = tuple(
        Comment(line=number, end_line=number, text=line.strip(" \t#\r"))
        for number, line in enumerate(text.split("\n"), 1)
        if line.lstrip().startswith("#")
    )
    first = next((c.line + 1 for c in reversed(comments[:1])), 1)
    return SourceModule(
        path=path, exports=exports, comments=comments, first_code_line=first, broken=True
    )


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Return the statements that run when the module loads, also inside `if` and `try`."""
    waiting = list(reversed(body))
    while waiting:
        statement = waiting.pop()
        match statement:
            case ast.If() | ast.Try() | ast.With() | ast.For() | ast.While():
                blocks = [s for s in ast.iter_child_nodes(statement) if isinstance(s, ast.stmt)]
                handlers = getattr(statement, "handlers", [])
                blocks += [s for handler in handlers for s in handler.body]
                waiting += reversed(blocks)
            case _:
                yield statement


def _definitions(body: list[ast.stmt]) -> Iterator[Definition]:
    for statement in _statements(body):
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield _function(name, statement)
            case ast.ClassDef(name=name):
                yield _definition(name, statement, "class")
            case ast.Assign(targets=targets):
                for name in [t.id for t in targets[:9] if isinstance(t, ast.Name)] or [""]:
                    yield _assignment(name, statement, statement.value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield _assignment(name, statement, value)
            case ast.Import() | ast.ImportFrom():
                continue
            case _:
                yield _definition("", statement)


def _function(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Definition:
    parameters = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    return Definition(
        name=name,
        line=node.lineno,
        end_line=node.end_lineno or node.lineno,
        facts=cache(partial(read_facts, node)),
        decorated_from=min((d.lineno for d in node.decorator_list), default=None),
        parameters=tuple(parameters),
        required=len(parameters) - len(node.args.defaults),
        kind="function",
    )


def _assignment(name: str, statement: ast.stmt, value: ast.expr) -> Definition:
    match value:
        case ast.Lambda(args=arguments):
            parameters = tuple(a.arg for a in (*arguments.posonlyargs, *arguments.args))
            return Definition(
                name=name,
                line=statement.lineno,
                end_line=statement.end_lineno or statement.lineno,
                facts=cache(partial(read_facts, statement)),
                parameters=parameters,
                required=len(parameters) - len(arguments.defaults),
                kind="function",
            )
        case ast.Constant() | ast.Dict() | ast.List() | ast.Tuple() | ast.Set() | ast.JoinedStr():
            return _definition(name, statement, "constant")
        case _:
            return _definition(name, statement)


def _definition(name: str, node: ast.stmt, kind: Kind = "unknown") -> Definition:
    return Definition(
        name=name,
        line=node.lineno,
        end_line=node.end_lineno or node.lineno,
        facts=cache(partial(read_facts, node)),
        kind=kind,
    )


def _imports(tree: ast.Module) -> Iterator[tuple[str, Import]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    name = alias.asname or alias.name.partition(".")[0]
                    yield name, Import(module=alias.name)
    yield from ((name, found) for name, found in _from_imports(tree) if name != "*")


def _from_imports(tree: ast.Module) -> Iterator[tuple[str, Import]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                yield alias.asname or alias.name, Import(module=module, name=alias.name)


def _modules(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(level=level, module=module, names=names):
                base = "." * level + (module or "")
                yield base
                joint = "" if base.endswith(".") else "."
                yield from (f"{base}{joint}{alias.name}" for alias in names if alias.name != "*")


def _imported(name: str, tree: ast.Module) -> Definition:
    line = next(
        (
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            and any(name == (a.asname or a.name.partition(".")[0]) for a in node.names)
        ),
        1,
    )
    return Definition(name=name, line=line, end_line=line, facts=tuple)


def _first_code_line(tree: ast.Module) -> int:
    body = [s for s in tree.body if not _is_text(s)]
    return body[0].lineno if body else 1_000_000


def _is_text(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case _:
            return False


def _comments(text: str, tree: ast.Module) -> Iterator[Comment]:
    """Comments, and strings that stand as statements: docstrings and code put to sleep."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            alone = not token.line[: token.start[1]].strip()
            line = token.start[0]
            yield Comment(line=line, end_line=line, text=token.string.strip("# \t"), alone=alone)
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(string))):
                end = node.end_lineno or node.lineno
                yield Comment(line=node.lineno, end_line=end, text=string)
