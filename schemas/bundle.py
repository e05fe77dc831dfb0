"""Load a schema by name, with its references and its figures filled in."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from edgeconform.schemas.limits_table import Limits, limits

_FOLDER = Path(__file__).parent
_SUFFIX: Final = ".schema.json"
_PARTS: Final = ("results", "common")

Schema = dict[str, Any]


def names() -> tuple[str, ...]:
    """Return the names of the published schemas, such as `origin-request.result`."""
    found = (path.name.removesuffix(_SUFFIX) for path in _FOLDER.glob(f"*{_SUFFIX}"))
    return tuple(sorted(name for name in found if name not in _PARTS))


def load(name: str, figures: Limits | None = None) -> Schema:
    """Return the schema `name` as one self-contained document, a fresh copy.

    A keyword that `x-limits` names takes its value from the table `figures` (default: the newest).
    Raises KeyError if there is no such schema.
    """
    if name not in names():
        raise KeyError(name)
    table = figures or limits()
    schema: Schema = _resolve(_read(name), table)
    definitions: Schema = schema.setdefault("$defs", {})
    while missing := _definitions(schema) - definitions.keys():
        for key in sorted(missing):
            definitions[key] = _resolve(_definition(key), table)
    if not definitions:
        del schema["$defs"]
    return schema


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def _read(name: str) -> Schema:
    schema: Schema = json.loads(_text(name))
    return schema


def _definition(key: str) -> Any:
    for part in _PARTS:
        definitions = _read(part)["$defs"]
        if key in definitions:
            return definitions[key]
    raise KeyError(key)


def _resolve(node: Any, table: Limits) -> Any:
    if isinstance(node, list):
        return [_resolve(item, table) for item in node]
    if not isinstance(node, dict):
        return node
    resolved = {key: _resolve(value, table) for key, value in node.items() if key != "x-limits"}
    for keyword, key in node.get("x-limits", {}).items():
        resolved[keyword] = table.figure(key)
    if isinstance(reference := resolved.get("$ref"), str):
        resolved["$ref"] = reference[reference.index("#") :]
    return resolved


def _definitions(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_definitions, node))
    if not isinstance(node, dict):
        return set()
    found = set().union(*map(_definitions, node.values()))
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/$defs/"):
        found.add(reference.removeprefix("#/$defs/"))
    return found
