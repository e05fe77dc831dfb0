"""The folder that Lambda would unpack a handler's package to."""

from collections.abc import Iterator
from pathlib import Path

from edgeconform.handlers.modules import SUFFIXES, read
from edgeconform.model import Language


def package_root(path: Path) -> Path:
    """Return the folder from which Lambda would load this file, as packages usually are.

    That is the nearest one with a package.json, or the one above the file's top-most Python
    package. A Python file that imports its neighbours by their bare names can only have been
    deployed with them at the root, whatever `__init__.py` lies beside it.
    """
    if SUFFIXES[path.suffix] is Language.PYTHON:
        return _python_root(path)
    for candidate in path.parents:
        if (candidate / "package.json").is_file():
            return candidate
    return path.parent


def _python_root(path: Path) -> Path:
    folders = [*_packages(path.parent)]
    names = {name.partition(".")[0] for name in read(path).modules}
    if "" in names or any(_has(folders[-1], name) for name in names):
        return folders[-1]
    neighbours = (folder for folder in folders if any(_has(folder, name) for name in names))
    return next(neighbours, folders[-1])


def _packages(folder: Path) -> Iterator[Path]:
    """Yield the packages that lie around one another, and last the folder that holds them."""
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        yield folder
        folder = folder.parent
    yield folder


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").is_file() or (folder / name / "__init__.py").is_file()
