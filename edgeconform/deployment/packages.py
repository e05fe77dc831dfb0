"""How large a deployment package is, zipped."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from edgeconform.model.deployment import EdgeFunction, Package, Setting
from edgeconform.schemas import limits, tables

MOST_FILES: Final = 50_000
_ENTRY: Final = 30 + 46
"""Bytes of the two headers that a .zip has for each file, beside its name, twice."""

_SIDES: Final = ("viewer", "origin")
ARCHIVES: Final = (".zip", ".jar")
_LEFT_OUT: Final = frozenset(
    {"node_modules", "__pycache__", "cdk.out", "build", "dist", "target", "coverage"}
)
_BUILT_BY: Final = ("package.json", "requirements.txt", "pyproject.toml", "Pipfile", "Makefile")


def with_package(function: EdgeFunction) -> EdgeFunction:
    """Return the function with the size of its package, if that can matter."""
    found = function.code
    path = _built(function, found) if found is not None else None
    package = None if path is None else measure(path)
    return function if package is None else replace(function, package=package)


def _built(function: EdgeFunction, code: Setting[Path]) -> Path | None:
    """Return what `sam build` made of the function, where it is there, or its own code."""
    logical = function.name.rpartition("/")[2]
    built = Path(function.place.file).parent / ".aws-sam" / "build" / logical
    if built.is_dir():
        return built
    return code.value if code.value.exists() else None


def measure(path: Path) -> Package | None:
    """Return the size of a package, a .zip as it is, a folder as it would be zipped.

    None where a folder is too small for any quota. What a build would fetch or drop is left out.
    """
    if path.is_file():
        size = path.stat().st_size
        if path.suffix not in ARCHIVES:
            size = _zipped(path)
        return Package(path=path, size=size, heaviest=((path.name, size),))
    files = list(_files(path))
    least = min(limits(name).figure(f"package.{side}") for name in tables() for side in _SIDES)
    if sum(file.stat().st_size + _overhead(file, path) for file in files) <= least:
        return None
    sizes: Counter[str] = Counter()
    for file in files:
        sizes[_part(file, path)] += _zipped(file) + _overhead(file, path)
    return Package(path=path, size=sizes.total(), heaviest=tuple(sizes.most_common(5)))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that surely go into the package; none if the folder is that of a project."""
    left_out = _LEFT_OUT if any((folder / name).exists() for name in _BUILT_BY) else frozenset()
    count = 0
    waiting = [folder]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.is_symlink() or path.name.startswith(".") or path.name in left_out:
                continue
            if path.is_dir():
                waiting.append(path)
            elif path.is_file():
                count += 1
                yield path
            if count >= MOST_FILES:
                return


def _part(file: Path, folder: Path) -> str:
    parts = file.relative_to(folder).parts
    depth = 2 if parts[0] == "node_modules" and len(parts) > 2 else 1
    return "/".join(parts[:depth])


def _overhead(file: Path, folder: Path) -> int:
    return _ENTRY + 2 * len(file.relative_to(folder).as_posix().encode())


def _zipped(file: Path) -> int:
    compressor = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    size = 0
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            size += len(compressor.compress(chunk))
    return min(size + len(compressor.flush()), file.stat().st_size)
