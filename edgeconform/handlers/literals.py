"""The literals of a handler's source, sorted by where in an event they can matter."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edgeconform.handlers.facts import Constant, Entry, Fact, Text
from edgeconform.handlers.literal_sorting import Sorting
from edgeconform.handlers.modules import local_modules, read, resolve
from edgeconform.handlers.path_parts import PathParts
from edgeconform.handlers.reach import reached
from edgeconform.handlers.request_parts import takes_tokens
from edgeconform.handlers.source import Definition, SourceModule
from edgeconform.handlers.usage import resolved
from edgeconform.model import Handler, Json

MAX_DATA_BYTES = 500_000
MAX_DATA_STRINGS = 400
MAX_BUNDLE_BYTES = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePattern:
    """A regular expression of the source, in the syntax of its language; `flags` as `im`.

    `place` is where in an event it is searched for, where that is told: `header`, `query`,
    `cookie` or `field`, and `name` that of the header, key, cookie or field, if any.
    """

    pattern: str
    flags: str = ""
    place: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Literals:
    """What a source holds that an event could match, each once, nearest to the handler first.

    `paths` start with a slash, `prefixes` and `suffixes` are what strings are asked to start or
    end with. `headers` are lower-case names. `header_values`, `query_values` and `cookie_values`
    are pairs of a name and a value that is compared or searched for; `field_values` the same for
    other fields of the event, such as `("method", "POST")`. `keys` are looked up in what a call
    returns, of which nothing else is told. `members` are keys one inside another, such as
    `("user", "plan")`, that are looked up in what is no part of the event. `strings` are all
    others. `parts` are for each part of a path that is looked at, from the first on, the words that
    it is compared with, which may be none; `tables` are the keys of maps that the source looks
    something up in. `takes_tokens` says that the source may take tokens apart.
    """

    paths: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    header_values: tuple[tuple[str, str], ...] = ()
    query_keys: tuple[str, ...] = ()
    query_values: tuple[tuple[str, str], ...] = ()
    cookies: tuple[str, ...] = ()
    cookie_values: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    field_values: tuple[tuple[str, str], ...] = ()
    strings: tuple[str, ...] = ()
    members: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int | float, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    tables: tuple[str, ...] = ()
    patterns: tuple[SourcePattern, ...] = ()
    takes_tokens: bool = False


def literals(handler: Handler) -> Literals:
    """Return the literals of a handler, of the local modules it imports and of their JSON data."""
    sorting, path_parts = Sorting(), PathParts()
    for module, definition in _definitions(handler):
        facts = tuple(resolved(definition, _constants(module)))
        for fact in facts:
            sorting.add(fact)
            path_parts.add(fact)
    for path in _data_files(handler):
        for text, is_key in _data_strings(path):
            sorting.add(Text(value=text))
            if is_key:
                path_parts.add(Entry(name="*", key=text))
    kinds = {name: tuple(found) for name, found in sorting.kinds.items()}
    pairs = {place: tuple(found) for place, found in sorting.pairs.items()}
    return Literals(
        paths=kinds["paths"],
        prefixes=kinds["prefixes"],
        suffixes=kinds["suffixes"],
        headers=kinds["headers"],
        header_values=pairs["header"],
        query_keys=kinds["query_keys"],
        query_values=pairs["query"],
        cookies=kinds["cookies"],
        cookie_values=pairs["cookie"],
        keys=kinds["keys"],
        hosts=kinds["hosts"],
        field_values=pairs["field"],
        strings=kinds["strings"],
        members=tuple(sorting.members),
        numbers=tuple(sorting.numbers),
        parts=path_parts.compared,
        tables=path_parts.looked_up,
        patterns=tuple(
            SourcePattern(pattern=pattern, flags=flags, place=place, name=name)
            for (pattern, flags), (place, name) in sorting.patterns.items()
        ),
        takes_tokens=takes_tokens(handler),
    )


def dependencies(handler: Handler) -> tuple[Path, ...]:
    """Return the local files that a handler is made of, its own first: modules and JSON data."""
    modules = [module.path for module in local_modules(handler)]
    return tuple(dict.fromkeys([*modules, *_data_files(handler)]))


def _definitions(handler: Handler) -> Iterator[tuple[SourceModule, Definition]]:
    """Yield what the handler reaches, then the rest of its modules, except of large bundles."""
    module = read(handler.path)
    start = module.exports.get(handler.export)
    seen = set()
    for here, definition in reached(module, start, handler.root) if start else ():
        seen.add((here.path, definition.line, definition.name))
        yield here, definition
    for each in local_modules(handler):
        if seen and each.path.stat().st_size > MAX_BUNDLE_BYTES:
            continue
        for definition in each.definitions:
            if (each.path, definition.line, definition.name) not in seen:
                yield each, definition


def _constants(module: SourceModule) -> dict[str, str]:
    """Return the module's names that stand for strings."""
    facts: Iterator[Fact] = (
        fact
        for definition in module.definitions
        if definition.name and definition.line == definition.end_line
        for fact in definition.facts()
    )
    return {fact.name: fact.value for fact in facts if isinstance(fact, Constant)}


def _data_files(handler: Handler) -> Iterator[Path]:
    """Yield the local JSON files that the sources name."""
    seen = set()
    for module in local_modules(handler):
        names = [name for name in module.modules if name.endswith(".json")]
        for definition in module.definitions:
            facts = definition.facts() if not module.broken else ()
            names += [f.value for f in facts if isinstance(f, Text) and f.value.endswith(".json")]
        for name in names:
            path = _data_file(name, module, handler.root)
            if path is not None and path not in seen:
                seen.add(path)
                yield path


def _data_file(name: str, module: SourceModule, root: Path) -> Path | None:
    found = resolve(name, module.path, root) if name.startswith(".") else None
    if found is not None:
        return found
    for folder in (module.path.parent, root):
        path = (folder / name.lstrip("/")).resolve()
        if path.is_relative_to(root) and path.is_file():
            return path
    return None


def _data_strings(path: Path) -> list[tuple[str, bool]]:
    """Return the strings of a JSON file, as many as are worth having, and whether each is a key."""
    if path.stat().st_size > MAX_DATA_BYTES:
        return []
    try:
        waiting: list[Json] = [json.loads(path.read_bytes())]
    except (OSError, ValueError, RecursionError):
        return []
    found: dict[str, bool] = {}
    while waiting and len(found) < MAX_DATA_STRINGS:
        match waiting.pop():
            case str(text):
                found.setdefault(text, False)
            case dict() as mapping:
                found |= dict.fromkeys(mapping, True)
                waiting += reversed(list(mapping.values()))
            case list() as items:
                waiting += reversed(items)
    return list(found.items())[:MAX_DATA_STRINGS]
