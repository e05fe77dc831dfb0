"""The folder `.edgeconform`, in which commands keep what git is not to see."""

from pathlib import Path
from typing import Final

NAME: Final = ".edgeconform"


def own_folder(base: Path, name: str) -> Path:
    """Return the folder `name` in `.edgeconform` under `base`, made if it is not there.

    Raises OSError if it cannot be made.
    """
    folder = base / NAME / name
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder
