"""Writing sources for the tests of this folder."""

from pathlib import Path
from textwrap import dedent


def write(folder: Path, name: str, source: str) -> Path:
    """Write a source without its common indentation; returns its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(source).lstrip("\n"), encoding="utf-8")
    return path
