"""What a configuration file holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from edgeconform.config.layer import Layer
from edgeconform.config.paths import real_path, relative
from edgeconform.config.patterns import matches
from edgeconform.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One handler of the configuration, or a file that it does not list.

    `where` is how the entry's path is called in messages, empty if it is not listed; then `path` is
    as the user gave it, and otherwise absolute.
    """

    path: Path
    export: str | None = None
    root: Path | None = None
    layer: Layer | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Settings for the files that one of the patterns means."""

    files: tuple[str, ...]
    layer: Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A configuration; `path` is None, and all else empty, where there is none.

    `name` is how messages call the file, `folder` what its paths are relative to.
    """

    folder: Path
    path: Path | None = None
    name: str = ""
    defaults: Layer | None = None
    overrides: tuple[Override, ...] = ()
    entries: tuple[Entry, ...] = ()
    strict: bool = False
    seed: int | None = None
    workers: int | Literal["auto"] = 1
    baseline: Path | None = None

    def entries_of(self, path: Path, export: str | None = None) -> tuple[Entry, ...]:
        """Return the entries for a file, or one made up if there are none.

        With `export`, those that are about it.
        """
        resolved = real_path(path)
        listed = tuple(
            entry
            for entry in self.entries
            if entry.path == resolved and (export is None or entry.export in (None, export))
        )
        return listed or (Entry(path=path),)

    def layers(self, entry: Entry, language: Language) -> tuple[Layer, ...]:
        """Return what the file says of an entry, the nearest to it last.

        A runtime that is set for many files counts for those of its language.
        """
        path = relative(real_path(entry.path), self.folder)
        shared = [self.defaults] if self.defaults else []
        shared += [
            override.layer
            for override in self.overrides
            if any(matches(path, pattern) for pattern in override.files)
        ]
        fitting = [_without_foreign_runtime(layer, language) for layer in shared]
        return tuple([*fitting, entry.layer] if entry.layer else fitting)


def _without_foreign_runtime(layer: Layer, language: Language) -> Layer:
    runtime = layer.values.get("runtime")
    if runtime is None or runtime.startswith(language.value):
        return layer
    values: Mapping[str, object] = {k: v for k, v in layer.values.items() if k != "runtime"}
    return Layer(values=values, name=layer.name)
