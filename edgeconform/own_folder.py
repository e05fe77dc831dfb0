"""The folder `.edgeconform`, in which commands keep what git is not to see."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

NAME: Final = ".edgeconform"


def own_folder(base: Path, name: str) -> Path:
    """Return the folder `name` in `.edgeconform` under `base`, made if it is not there.

    Raises OSError if it cannot be made, or if a link leads out of `base`.
    """
    folder = base / NAME / name
    if leads_out(base, name):
        raise OSError(errno.ELOOP, f"{folder} leads elsewhere by a link")
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), (folder.parent / ".gitignore").open("x") as ignore:
        ignore.write("*\n")
    return folder


def leads_out(base: Path, name: str) -> bool:
    """Whether the folder `name` in `.edgeconform` is a link to what is not under `base`."""
    return not (base / NAME / name).resolve().is_relative_to(base.resolve())


def write_whole(path: Path, text: str) -> None:
    """Write a file so that others see the old one or the new one, never a part of it.

    Raises OSError, and then leaves the old one as it was. A link in its place is replaced, never
    followed.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("x", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
