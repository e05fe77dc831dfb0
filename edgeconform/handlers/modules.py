"""From a path to a module that has been read, and from an import to the file that it means."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from edgeconform.errors import UsageError
from edgeconform.handlers.source import SourceModule
from edgeconform.model import Handler, Language

JAVASCRIPT = (".js", ".mjs", ".cjs", ".jsx")
TYPESCRIPT = (".ts", ".mts", ".cts", ".tsx")
SUFFIXES = {
    ".py": Language.PYTHON,
    **dict.fromkeys((*JAVASCRIPT, *TYPESCRIPT), Language.NODEJS),
}
_COMPILED = {".js": (".ts", ".tsx"), ".mjs": (".mts",), ".cjs": (".cts",), ".jsx": (".tsx",)}
MAX_BYTES = 8_000_000
MAX_MODULES = 40


def read(path: Path) -> SourceModule:
    """Read a source file; raises UsageError where it cannot be read or is no source."""
    try:
        status = path.stat()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if status.st_size > MAX_BYTES:
        return SourceModule(path=path, broken=True)
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=128)
def _read(path: Path, _modified: int, _size: int) -> SourceModule:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if SUFFIXES[path.suffix] is Language.PYTHON:
        from edgeconform.handlers.python_source import read_python

        return read_python(path, content)
    from edgeconform.handlers.javascript_source import read_javascript

    return read_javascript(path, content)


def resolve(module: str, importer: Path, root: Path) -> Path | None:
    """Return the local file that an import means, `None` for libraries and files outside."""
    if SUFFIXES.get(importer.suffix) is Language.PYTHON:
        candidates = _python_candidates(module, importer, root)
    else:
        candidates = _javascript_candidates(module, importer)
    for candidate in candidates:
        if candidate.is_file():
            resolved = candidate.resolve()
            inside = resolved.is_relative_to(root) and "node_modules" not in resolved.parts
            return resolved if inside else None
    return None


def _python_candidates(module: str, importer: Path, root: Path) -> Iterator[Path]:
    name = module.lstrip(".")
    level = len(module) - len(name)
    parts = [part for part in name.split(".") if part]
    starts = [root, importer.parent]
    if level:
        parents = [importer.parent, *importer.parent.parents]
        starts = parents[level - 1 : level]
    for start in starts:
        target = start.joinpath(*parts)
        if parts:
            yield target.with_name(f"{target.name}.py")
        yield target / "__init__.py"


def _javascript_candidates(module: str, importer: Path) -> Iterator[Path]:
    if not module.startswith((".", "/")):
        return
    target = importer.parent / module
    yield target
    for suffix in (*JAVASCRIPT, *TYPESCRIPT, ".json"):
        yield target.with_name(target.name + suffix)
    for suffix in _COMPILED.get(target.suffix, ()):
        yield target.with_suffix(suffix)
    for suffix in (*JAVASCRIPT, *TYPESCRIPT):
        yield target / f"index{suffix}"


def local_modules(handler: Handler) -> Iterator[SourceModule]:
    """Return the handler's module and local modules that it imports, nearest first, at most 40."""
    waiting = [handler.path]
    seen = {handler.path}
    while waiting:
        module = read(waiting.pop(0))
        yield module
        for name in module.modules:
            path = resolve(name, module.path, handler.root)
            if path is None or path in seen or path.suffix not in SUFFIXES:
                continue
            if len(seen) < MAX_MODULES:
                seen.add(path)
                waiting.append(path)
