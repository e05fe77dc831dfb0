"""Which definitions a function uses: in its own file, and in local modules that it imports."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from edgeconform.errors import UsageError
from edgeconform.handlers.facts import Reference
from edgeconform.handlers.modules import SUFFIXES, read, resolve
from edgeconform.handlers.source import Definition, SourceModule

MAX_DEFINITIONS = 400
MAX_FACTS = 100_000


def reached(
    module: SourceModule, start: Definition, root: Path
) -> Iterator[tuple[SourceModule, Definition]]:
    """Yield a definition and all that it uses, nearest first, up to a bound."""
    waiting = deque([(module, start)])
    seen = {(module.path, start.name, start.line)}
    facts = 0
    while waiting and len(seen) < MAX_DEFINITIONS and facts < MAX_FACTS:
        here, definition = waiting.popleft()
        yield here, definition
        found = definition.facts()
        facts += len(found)
        names = dict.fromkeys(f.name for f in found if isinstance(f, Reference))
        for name in (definition.name, *names) if definition.name else names:
            for target in _named(here, name, root):
                key = (target[0].path, target[1].name, target[1].line)
                if key not in seen:
                    seen.add(key)
                    waiting.append(target)


def _named(module: SourceModule, name: str, root: Path) -> list[tuple[SourceModule, Definition]]:
    own = [(module, definition) for definition in module.definitions if definition.name == name]
    source = module.imports.get(name)
    if source is None:
        return own
    path = resolve(source.module, module.path, root)
    if path is None and source.name:
        path = resolve(f"{source.module.rstrip('.')}.{source.name}", module.path, root)
    if path is None or path.suffix not in SUFFIXES:
        return own
    try:
        other = read(path)
    except UsageError:
        return own
    if source.name in other.exports:
        return [*own, (other, other.exports[source.name])]
    return own + [(other, definition) for definition in other.definitions]
