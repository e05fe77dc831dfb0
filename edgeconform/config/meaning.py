"""What is wrong with settings: with their shape, or with what a schema has no word for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs

from edgeconform import schemas
from edgeconform.checks import find
from edgeconform.config.layer import NAMES_OF_CHECKS
from edgeconform.config.wording import key_path, mistakes
from edgeconform.errors import EdgeconformError
from edgeconform.nearest import nearest
from edgeconform.strategies import EventOptions

Sentences = Iterator[str]
Named = Callable[..., str]


def objections(
    settings: dict[str, Any], schema: dict[str, Any], within: str, folder: Path
) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong with settings.

    Keys are named as being `within` a table, and paths are relative to `folder`.
    """
    if not jsonschema_rs.is_valid(schema, settings):
        found = mistakes(settings, within, schema)
        if found:
            return found
    return _meanings(settings, within, folder)


def _meanings(settings: dict[str, Any], within: str, folder: Path) -> tuple[str, ...]:
    """Return what is wrong with the names, figures and paths in settings of the right shape."""
    tables: list[tuple[tuple[str | int, ...], dict[str, Any]]] = [((), settings)]
    for key in ("overrides", "handlers"):
        tables += [((key, index), each) for index, each in enumerate(settings.get(key, ()))]
    found = []
    for steps, table in tables:
        named = _naming(steps, within)
        found += [*_figures(table, named), *_checks(table, named), *_events(table, named)]
    return (*found, *_baseline(settings, within, folder))


def _naming(steps: tuple[str | int, ...], within: str) -> Named:
    return lambda *more: key_path(iter((*steps, *more)), within)


def _figures(table: dict[str, Any], named: Named) -> Sentences:
    name = table.get("limits", schemas.NEWEST)
    if name not in schemas.tables():
        yield f"{named('limits')}: there is no table {name!r}; {nearest(name, schemas.tables())}"
        return
    figures = schemas.limits(name).figures
    for key, value in table.get("limits-overrides", {}).items():
        where = f'{named("limits-overrides")}."{key}"'
        if key not in figures:
            close = nearest(key, figures)
            hint = close if close.startswith("did") else "they are named as in timeout.viewer"
            yield f"{where}: there is no such figure; {hint}"
        elif _kind(value) != _kind(figures[key]):
            yield f"{where} must be {_kind(figures[key])}, as {_shown(figures[key])} is"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "text" if isinstance(value, str) else "a list of texts"


def _shown(value: object) -> str:
    return f"[{value[0]!r}, ...]" if isinstance(value, list) and value else repr(value)


def _checks(table: dict[str, Any], named: Named) -> Sentences:
    for key in NAMES_OF_CHECKS:
        for index, name in enumerate(table.get(key, ())):
            try:
                find(name)
            except EdgeconformError as error:
                yield f"{named(key, index)}: {error}"


def _events(table: dict[str, Any], named: Named) -> Sentences:
    for key in ("methods", "headers"):
        alone: dict[str, Any] = {key: table[key]} if key in table else {}
        try:
            EventOptions(**alone)
        except EdgeconformError as error:
            yield f"{named(key)}: {error}"


def _baseline(settings: dict[str, Any], within: str, folder: Path) -> Sentences:
    if "baseline" not in settings:
        return
    if not (folder / settings["baseline"]).resolve().is_relative_to(folder.resolve()):
        yield (
            f"{_naming((), within)('baseline')} must lie inside {folder},"
            f" not {settings['baseline']!r}"
        )
