"""Find the handlers of a file."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from edgeconform.errors import HandlerNotFoundError, UsageError
from edgeconform.handlers.event_type_names import names_in
from edgeconform.handlers.facts import Access, Reference
from edgeconform.handlers.modules import MAX_MODULES, SUFFIXES, read, resolve
from edgeconform.handlers.package_roots import package_root
from edgeconform.handlers.reach import reached
from edgeconform.handlers.source import Definition, SourceModule
from edgeconform.model import Handler, Language, SourcePlace

_CONVENTIONAL = ("handler", "lambda_handler", "lambdaHandler")
_HANDLER_NAME = re.compile(r"handler$", re.IGNORECASE)
_FACTORY_NAME = re.compile(r"(?:make|create|build|get|new|wrap|with)(?=_|[A-Z])")
_CLASS_NAME = re.compile(r"[A-Z].*[a-z]")
_EVENT = re.compile(r"_{0,2}(?:event|evt|e|lambda_?event|edge_?event)_?", re.IGNORECASE)
_CONTEXT = re.compile(r"_{0,2}(?:lambda_?)?(?:context|ctx|c)?_?\d?", re.IGNORECASE)


def discover(
    path: Path, *, export: str | None = None, root: Path | None = None
) -> tuple[Handler, ...]:
    """Return the handlers of a file, the conventional name first.

    With `export` only that one is returned, unseen: exports may be made at run time, and loading
    the module will tell. `root` is the folder that Lambda would unpack; by default what
    `package_root` gives.

    Raises UsageError if there is no such source file, HandlerNotFoundError if it has no handler.
    """
    given, path = path, _source_file(path)
    root = package_root(path) if root is None else root.resolve()
    if not path.is_relative_to(root):
        raise UsageError(
            f"{given} is not inside the package root {root}: set root to a folder above the file"
        )
    names = [export] if export is not None else _handler_names(read(path), root)
    if not names or not all(names):
        raise HandlerNotFoundError(_not_found(given))
    language = SUFFIXES[path.suffix]
    return tuple(Handler(path=path, export=name, language=language, root=root) for name in names)


def define_line(handler: Handler) -> SourcePlace | None:
    """Where the exported function is defined, `None` where the source does not show it."""
    found = origin(read(handler.path), handler.export, handler.root)
    if found is None:
        return None
    module, definition = found
    file = module.path.relative_to(handler.root).as_posix()
    return SourcePlace(file=file, line=definition.line, function=handler.export)


def used_by_others(handlers: Iterable[Handler]) -> frozenset[tuple[Path, str]]:
    """Return those of `handlers`, by file and export, that a handler of another file calls.

    One that is named as handlers mostly are is never among them.
    """
    given = [(each, read(each.path)) for each in handlers]
    used = {
        (module.path, definition.line)
        for handler, own in given
        if (start := own.exports.get(handler.export)) is not None
        for module, definition in reached(own, start, handler.root)
        if module.path != handler.path
    }
    return frozenset(
        (handler.path, handler.export)
        for handler, own in given
        if handler.export not in _CONVENTIONAL
        and (start := own.exports.get(handler.export)) is not None
        and (handler.path, start.line) in used
    )


def _source_file(path: Path) -> Path:
    if not path.exists():
        raise UsageError(f"{path} does not exist")
    if path.is_dir():
        raise UsageError(
            f"{path} is a folder: name the files that hold handlers, or let edgeconform init list"
            " them in a configuration"
        )
    if not path.is_file():
        raise UsageError(f"{path} is no ordinary file: name the file that holds the handler")
    if path.suffix not in SUFFIXES:
        kinds = ", ".join(sorted(SUFFIXES))
        raise UsageError(f"{path} is no handler source: its suffix must be one of {kinds}")
    return path.resolve()


def _not_found(path: Path) -> str:
    if SUFFIXES[path.suffix] is Language.PYTHON:
        wanted = "a function named handler or lambda_handler, or one taking (event, context)"
    else:
        wanted = "an export named handler, or an exported function taking (event, context)"
    return (
        f"{path} has no handler that can be seen: looked for {wanted}; name it"
        " with --handler, or as handler in the configuration"
    )


def _handler_names(module: SourceModule, root: Path) -> list[str]:
    exports = dict(_all_exports(module, root, {module.path}))
    named = [name for name, definition in exports.items() if _is_named(name, definition)]
    named = _without_borrowed(module, named)
    named.sort(key=lambda name: _rank(name.rpartition(".")[2]))
    if not named:
        named = [n for n, d in exports.items() if _is_like_handler(n, d, module)]
    if not named and module.broken:
        return ["handler"]
    return _without_called(module, root, named)


def _without_borrowed(module: SourceModule, names: list[str]) -> list[str]:
    """Drop what a Python module imports for its own handlers: types, modules and helpers.

    All that such a module imports can be had from it. What is named as handlers mostly are is one
    by all means, and so is any function of a module that only gathers handlers.
    """
    if SUFFIXES[module.path.suffix] is not Language.PYTHON:
        return names
    taken = {n for n in names if n in module.imports and n not in _CONVENTIONAL}
    own = [name for name in names if name not in taken]
    return own or [name for name in names if not _CLASS_NAME.match(name)]


def _all_exports(
    module: SourceModule, root: Path, seen: set[Path]
) -> Iterator[tuple[str, Definition]]:
    """Return a module's exports, after those of the modules that it hands on whole."""
    for name in module.star_exports:
        path = resolve(name, module.path, root)
        if path is None or path in seen or path.suffix not in SUFFIXES or len(seen) > MAX_MODULES:
            continue
        seen.add(path)
        yield from _all_exports(read(path), root, seen)
    yield from module.exports.items()


def _is_named(name: str, definition: Definition) -> bool:
    last = name.rpartition(".")[2]
    if definition.kind in ("constant", "class") or name.startswith("_"):
        return False
    if last in _CONVENTIONAL:
        return True
    telling = bool(_HANDLER_NAME.search(last) or names_in(last))
    return telling and _takes_event(definition) and not _is_factory(last, definition)


def _is_factory(name: str, definition: Definition) -> bool:
    """Whether a function makes handlers, by its name: `makeHandler(config)`."""
    first = (definition.parameters or ("",))[0]
    return bool(_FACTORY_NAME.match(name)) and _EVENT.fullmatch(first) is None


def _takes_event(definition: Definition) -> bool:
    """Whether a function can be called as a handler is; what is no visible function might."""
    if definition.parameters is None:
        return definition.kind == "unknown"
    return len(definition.parameters) >= 1 and definition.required <= 3


def _rank(name: str) -> int:
    return _CONVENTIONAL.index(name) if name in _CONVENTIONAL else len(_CONVENTIONAL)


def _is_like_handler(name: str, definition: Definition, module: SourceModule) -> bool:
    if name.startswith("_") or definition.parameters is None or not definition.parameters:
        return False
    if _is_factory(name.rpartition(".")[2], definition):
        return False
    python = SUFFIXES[module.path.suffix] is Language.PYTHON
    if not _takes_event(definition) or (python and len(definition.parameters) < 2):
        return False
    if any(isinstance(f, Access) and "Records" in f.chain for f in definition.facts()):
        return True
    first, *others = definition.parameters
    fits = bool(_EVENT.fullmatch(first)) and all(_CONTEXT.fullmatch(p) for p in others[:1])
    alone = not python and definition.required == 1
    return fits and (definition.required in (2, 3) or alone)


def _without_called(module: SourceModule, root: Path, names: list[str]) -> list[str]:
    """Drop what another handler calls: it is a part of that one, and has its own parameters."""
    if len(names) < 2:
        return names
    exports = dict(_all_exports(module, root, {module.path}))
    called: set[int] = set()
    for name in names:
        own = exports[name]
        inner = {id(d) for _, d in reached(module, own, root)} - {id(own)}
        mentioned = {exports[n].line for n in _exports_used(own) if n in exports}
        called |= inner | {id(d) for d in exports.values() if d.line in mentioned and d is not own}
    lines = {(d.line, d.end_line) for d in module.definitions if id(d) in called}
    kept = [
        name
        for name in names
        if id(exports[name]) not in called
        and (exports[name].line, exports[name].end_line) not in lines
    ]
    return kept or names[:1]


def _exports_used(definition: Definition) -> Iterator[str]:
    """Names in `exports.viewerRequest(event)`."""
    for fact in definition.facts():
        match fact:
            case Access(chain=("exports" | "this", name, *_)):
                yield name.removesuffix("()")


def _alias_of(definition: Definition | None, export: str) -> str:
    """Return the name that an export merely hands on; empty where it is more than a name."""
    match definition.facts() if definition is not None else ():
        case ():
            return export
        case (Reference(name=name),):
            return name
        case _:
            return ""


def origin(
    module: SourceModule, export: str, root: Path, depth: int = 8
) -> tuple[SourceModule, Definition] | None:
    """Return the module and definition that an export leads to, through imports and re-exports."""
    definition = module.exports.get(export)
    found = module.imports.get(_alias_of(definition, export))
    if found is None and definition is not None:
        return module, definition
    sources = [(found.module, found.name or export)] if found else []
    sources += [(star, export) for star in module.star_exports]
    for source, name in sources if depth else ():
        path = resolve(source, module.path, root)
        if path is None or path.suffix not in SUFFIXES:
            continue
        if (found_there := origin(read(path), name, root, depth - 1)) is not None:
            return found_there
    return (module, definition) if definition is not None else None
