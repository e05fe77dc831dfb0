"""A first configuration, made of the handlers that are found in a tree."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edgeconform.config.reading import FILES, OWN, holds
from edgeconform.config.templates import deployed_events
from edgeconform.errors import ConfigError, EdgeconformError
from edgeconform.handlers import SUFFIXES, dependencies, discover, event_types, used_by_others
from edgeconform.model import EventType, Handler
from edgeconform.reports.plain import plain

MOST_FILES: Final = 20_000

_FOREIGN: Final = frozenset(
    ("node_modules", "venv", "build", "dist", "__pycache__", "site-packages", "test", "tests")
)
_EDGE: Final = (b"cf", b"Records")
_HEAD: Final = """\
# Configuration of edgeconform. All keys: edgeconform schema config
# Without FILE, edgeconform check and pytest --edgeconform try each of the handlers below.

# What is set here counts for all handlers; each may set its own.
# runtime = "python3.13"        # or "nodejs22.x"; by default that of the interpreter that is found
# policy = "all-viewer"         # minimal, all-viewer, all-viewer-except-host or geo
# origin = "custom"             # or "s3"
# methods = ["GET", "HEAD"]     # that the cache behavior allows; by default all
# enable = []                   # checks that are off by default: edgeconform explain lists them
# disable = []                  # with a reason in the source: # edgeconform: ignore[EC708] why
# strict = true                 # warnings count as errors do
# workers = "auto"              # runs made at a time: one on each processor; by default one
# baseline = "edgeconform-baseline.json"

# [[overrides]]
# files = ["src/api/**"]
# memory = 512                  # MB
# timeout = 10                  # seconds
# time-budget = 50              # milliseconds
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A handler in a tree; `path` is relative to the tree's top."""

    path: str
    export: str
    alone: bool
    event_types: tuple[EventType, ...]
    reason: str


def write_initial(folder: Path) -> tuple[Path, tuple[Found, ...]]:
    """Write edgeconform.toml with the handlers under `folder`, and return both.

    Raises ConfigError if there is a configuration already, or no handler.
    """
    for name in FILES:
        if os.path.lexists(folder / name) and holds(folder / name):
            raise ConfigError(f"{name} is a configuration already, and is left as it is")
    found = tuple(sorted(_search(folder), key=lambda one: (one.path, one.export)))
    if not found:
        raise ConfigError(
            f"no Lambda@Edge handler is found under {folder}; name its file to edgeconform check"
        )
    path = folder / OWN
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_HEAD + "".join(map(_entry, found)))
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from None
    return path, found


def _search(folder: Path) -> Iterator[Found]:
    deployed = deployed_events(folder)
    found = [one for path in _sources(folder) for one in _edge_handlers(path)]
    parts = used_by_others(found) - deployed.keys()
    for handler in found:
        key = (handler.path, handler.export)
        if key in parts:
            continue
        types, reason = deployed.get(key) or _detected(handler)
        yield Found(
            path=handler.path.relative_to(folder.resolve()).as_posix(),
            export=handler.export,
            alone=sum(one.path == handler.path for one in found) == 1,
            event_types=types,
            reason=reason,
        )


def _edge_handlers(path: Path) -> list[Handler]:
    try:
        return [one for one in discover(path) if _is_edge(one)]
    except EdgeconformError:
        return []


def _detected(handler: Handler) -> tuple[tuple[EventType, ...], str]:
    detected = event_types(handler)
    return detected.event_types, detected.reason


def _sources(folder: Path) -> Iterator[Path]:
    seen = 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(filter(_is_own_folder, folders))
        for name in sorted(filter(str.isprintable, files)):
            seen += 1
            if seen > MOST_FILES:
                return
            path = Path(here, name)
            if path.suffix in SUFFIXES and not _is_other(name) and path.is_file():
                yield path


def _is_own_folder(name: str) -> bool:
    """Whether a folder may hold handlers, and has a name that can be written down."""
    return name not in _FOREIGN and not name.startswith(".") and name.isprintable()


def _is_other(name: str) -> bool:
    """Whether a source file is a test, or only declares types."""
    tested = name.startswith("test_") or ".test." in name or ".spec." in name
    return tested or name.endswith(".d.ts")


def _is_edge(handler: Handler) -> bool:
    """Whether a handler looks into events as CloudFront makes them, and no other's."""
    content = b"".join(path.read_bytes() for path in dependencies(handler))
    return all(word in content for word in _EDGE)


def _entry(found: Found) -> str:
    types = ", ".join(f'"{name}"' for name in found.event_types)
    lines = ["", "[[handlers]]", f"path = {_text(found.path)}"]
    if not found.alone:
        lines.append(f"handler = {_text(found.export)}")
    lines.append(f"events = [{types}]  # {plain(found.reason)}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
