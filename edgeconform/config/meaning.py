"""What a schema has no word for: names of checks, figures and tables, and where files lie."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from edgeconform import schemas
from edgeconform.checks import find
from edgeconform.config.wording import key_path
from edgeconform.errors import EdgeconformError
from edgeconform.nearest import nearest
from edgeconform.strategies import EventOptions

Sentences = Iterator[str]
Named = Callable[..., str]


def meanings(settings: dict[str, Any], within: str, folder: Path) -> tuple[str, ...]:
    """Return what is wrong with settings that have the right shape."""
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
    for key in ("enable", "disable"):
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
