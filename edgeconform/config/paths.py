"""Where a path leads."""

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """Return the absolute path that links lead to.

    Of links that lead in a circle, which `Path.resolve` raises RuntimeError for, that of the link:
    whoever opens it will tell.
    """
    return Path(os.path.realpath(path))


def relative(path: Path, folder: Path) -> str:
    """Return how a file is called from a folder, with slashes, as patterns are held against it."""
    return Path(os.path.relpath(path, folder)).as_posix()
