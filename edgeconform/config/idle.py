"""Overrides that are about no file at all, as after a folder was renamed."""

import os
from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import Path
from typing import Final

from edgeconform.config.paths import relative
from edgeconform.config.patterns import matches
from edgeconform.config.project import Config

_MOST_FILES: Final = 20_000
_PASSED_OVER: Final = frozenset((".git", "node_modules"))


def idle_patterns(config: Config) -> Iterator[str]:
    """Yield a sentence for each pattern of an override that matches no file that is there.

    A tree of more files than are looked through has them all.
    """
    for override in config.overrides:
        for pattern in override.files:
            if not _is_in_use(config, pattern):
                yield (
                    f"{override.layer.name('files')}: no file matches {pattern!r}, which is held"
                    " against paths relative to the configuration"
                )


def _is_in_use(config: Config, pattern: str) -> bool:
    listed = (relative(entry.path, config.folder) for entry in config.entries)
    if any(matches(path, pattern) for path in listed):
        return True
    seen = 0
    for path in islice(_files(config.folder, pattern), _MOST_FILES):
        seen += 1
        if matches(relative(path, config.folder), pattern):
            return True
    return seen == _MOST_FILES


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files below the part of `pattern` that is no pattern."""
    parts = pattern.split("/")[:-1]
    fixed = takewhile(lambda part: not set(part) & set("*?"), parts)
    for here, folders, files in os.walk(folder.joinpath(*fixed)):
        folders[:] = [name for name in folders if name not in _PASSED_OVER]
        for name in files:
            yield Path(here, name)
