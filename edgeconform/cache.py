"""What was found clean, kept on disk, so that what did not change is not run again.

Imports nothing but the standard library: asking must cost less than starting a handler. The folder
may be deleted at any time.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final, final

from edgeconform import __version__
from edgeconform.own_folder import NAME, own_folder, write_whole

_FOLDER: Final = "cache"

_LARGE: Final = 4_000_000
"""Bytes: from here on a file counts as changed with its size or time; interpreters are such."""

Snapshot = Mapping[str, str | None]
"""Absolute paths of files, each with what tells its content; None where there is no file."""


@final
class Cache:
    """Verdicts "clean" by key, each with the files that it was found on."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._digests: dict[str, str | None] = {}

    def holds(self, key: str) -> bool:
        """Whether `key` was kept, and its files are as they were; not if the entry is damaged."""
        try:
            files = json.loads(self._entry(key).read_bytes())["files"]
            return all(self._digest(path) == told for path, told in files.items())
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return False

    def snapshot(self, files: Iterable[Path]) -> Snapshot:
        """Return what the files hold now, or held when this object first saw them."""
        return {path: self._digest(path) for path in sorted({str(path) for path in files})}

    def keep(self, key: str, files: Snapshot) -> None:
        """Keep that `key` was found clean on `files`; a folder that refuses is no error."""
        try:
            own_folder(self._base, _FOLDER)
            entry = self._entry(key)
            write_whole(entry, json.dumps({"files": files}))
        except OSError:
            return

    def _entry(self, key: str) -> Path:
        return self._base / NAME / _FOLDER / f"{key}.json"

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            self._digests[path] = _digest(path)
        return self._digests[path]


def key_of(*parts: object) -> str:
    """Return a key for `parts`, which can be written as JSON.

    Another version of the kit or another interpreter makes another key.
    """
    around = [__version__, sys.version, sys.executable, shutil.which("node")]
    return sha256(json.dumps([around, parts], sort_keys=True).encode()).hexdigest()[:32]


def _digest(path: str) -> str | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - many paths, and pathlib takes three times as long
        if not S_ISREG(status.st_mode):
            return None
        if status.st_size >= _LARGE:
            return f"{status.st_size} bytes of {status.st_mtime_ns}"
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return None
