"""Find a configuration file and read it."""

import tomllib
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any, Final

from edgeconform import schemas
from edgeconform.config.layer import Layer
from edgeconform.config.meaning import objections
from edgeconform.config.paths import real_path
from edgeconform.config.project import Config, Entry, Override
from edgeconform.config.wording import as_json, key_path
from edgeconform.errors import ConfigError
from edgeconform.reports.words import shown_path

OWN: Final = "edgeconform.toml"
SHARED: Final = "pyproject.toml"
FILES: Final = (OWN, SHARED)

_LARGEST: Final = 4_000_000

_TOLD: Final = 20
"""How many mistakes are told one by one."""

_OF_THE_RUN: Final = ("handlers", "overrides", "strict", "seed", "workers", "baseline")
_OF_AN_ENTRY: Final = ("path", "handler", "root")


def find(start: Path) -> Path | None:
    """Return the nearest configuration file in the folder `start` or above it; None without one.

    A pyproject.toml counts if it has a table `[tool.edgeconform]`, and edgeconform.toml goes before
    it. Raises ConfigError for a file that is no TOML.
    """
    start = real_path(start)
    for folder in (start, *start.parents):
        if (folder / OWN).is_file():
            return folder / OWN
        if (folder / SHARED).is_file() and holds(folder / SHARED):
            return folder / SHARED
    return None


def holds(path: Path) -> bool:
    """Whether a file of one of the two names is a configuration; ConfigError if it is no TOML."""
    return path.name == OWN or "edgeconform" in _table(_parsed(path), "tool")


def read(path: Path) -> Config:
    """Read a configuration; raises ConfigError with a sentence for each mistake.

    A file of another name is read as edgeconform.toml is, unless it has a table
    `[tool.edgeconform]`.
    """
    path = real_path(path)
    name = shown_path(path)
    document = _parsed(path)
    table = _table(document, "tool").get("edgeconform")
    is_own = path.name == OWN or (path.name != SHARED and table is None)
    within = "" if is_own else "tool.edgeconform"
    settings = document if is_own else table
    if settings is None:
        raise ConfigError(f"{name} has no table [tool.edgeconform]; edgeconform init writes a file")
    _require_no_tool_table(settings, name, within)
    settings = as_json(settings)
    if wrong := objections(settings, schemas.load("config"), within, path.parent):
        more = [f"and {len(wrong) - _TOLD:,} more mistakes"] if len(wrong) > _TOLD else []
        raise ConfigError("\n".join(f"{name}: {each}" for each in (*wrong[:_TOLD], *more)))
    return _config(path, name, within, settings)


def _require_no_tool_table(settings: dict[str, Any], name: str, within: str) -> None:
    if not within and "tool" in settings:
        raise ConfigError(
            f"{name}: the keys stand at the top of this file, without [tool.edgeconform]"
        )


def _config(path: Path, name: str, within: str, settings: dict[str, Any]) -> Config:
    folder = path.parent

    def naming(*steps: str | int) -> Callable[[str], str]:
        return lambda key: f"{name}: {key_path(iter((*steps, key)), within)}"

    def layer(values: dict[str, Any], without: tuple[str, ...], *steps: str | int) -> Layer:
        kept = {key: value for key, value in values.items() if key not in without}
        return Layer(values=_located(kept, folder), name=naming(*steps))

    baseline = settings.get("baseline")
    return Config(
        folder=folder,
        path=path,
        name=name,
        defaults=layer(settings, _OF_THE_RUN),
        overrides=tuple(
            Override(files=tuple(each["files"]), layer=layer(each, ("files",), "overrides", index))
            for index, each in enumerate(settings.get("overrides", ()))
        ),
        entries=tuple(
            Entry(
                path=real_path(folder / each["path"]),
                export=each.get("handler"),
                root=real_path(folder / each["root"]) if "root" in each else None,
                layer=layer(each, _OF_AN_ENTRY, "handlers", index),
                where=naming("handlers", index)("path"),
            )
            for index, each in enumerate(settings.get("handlers", ()))
        ),
        strict=settings.get("strict", False),
        seed=settings.get("seed"),
        workers=settings.get("workers", 1),
        baseline=folder / baseline if baseline else None,
    )


def _located(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Make paths absolute; an interpreter's name without slash is looked for on the PATH."""
    found = dict(values)
    for key in ("preload", "seed-events", "python", "node"):
        if key in found and (key not in ("python", "node") or "/" in found[key]):
            found[key] = str(folder / found[key])
    return found


def _parsed(path: Path) -> dict[str, Any]:
    if path.exists() and not path.is_file():
        raise ConfigError(f"{shown_path(path)} is no ordinary file")
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigError(f"{shown_path(path)} has more than {_LARGEST:,} bytes")
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=_finite)
    except OSError as error:
        raise ConfigError(f"{shown_path(path)} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{shown_path(path)} is no UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{shown_path(path)} is no TOML: {error}") from None


def _finite(text: str) -> float | str:
    """Return a number; what is none in JSON stays text, which no key takes for a number."""
    return float(text) if isfinite(float(text)) else text


def _table(document: dict[str, Any], key: str) -> dict[str, Any]:
    found = document.get(key)
    return found if isinstance(found, dict) else {}
