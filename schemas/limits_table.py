"""CloudFront's and Lambda's figures and header lists, in dated tables."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, final

NEWEST: Final = "2026-10"

_FOLDER = Path(__file__).parent / "limits"


@final
class HeaderNames:
    """A list of header names, compared without case; `X-Edge-*` stands for a prefix."""

    __slots__ = ("_exact", "_prefixes", "_written")

    def __init__(self, written: tuple[str, ...]) -> None:
        lowered = [name.lower() for name in written]
        self._written = written
        self._exact = frozenset(name for name in lowered if not name.endswith("*"))
        self._prefixes = tuple(name[:-1] for name in lowered if name.endswith("*"))

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        lowered = name.lower()
        return lowered in self._exact or lowered.startswith(self._prefixes)

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    @property
    def exact(self) -> frozenset[str]:
        """The names without wildcard, in lower case."""
        return self._exact


@final
@dataclass(frozen=True, slots=True)
class Limits:
    """One table: `figures` maps a dotted key to its value.

    Sizes are in bytes, times in seconds, memory in MB, as the table's `unit` says.
    """

    name: str
    figures: Mapping[str, Any]
    _header_names: dict[str, HeaderNames]

    def figure(self, key: str) -> Any:
        """Return the value of `key`, such as `timeout.viewer`; KeyError if there is none."""
        return self.figures[key]

    def names(self, key: str) -> HeaderNames:
        """Return the header list of `key`, such as `headers.disallowed`."""
        known = self._header_names.get(key)
        if known is None:
            known = self._header_names[key] = HeaderNames(tuple(self.figures[key]))
        return known

    def override(self, figures: Mapping[str, Any]) -> "Limits":
        """Return a table in which `figures` replace those of this one.

        Raises KeyError with the key that no table has.
        """
        for key in figures:
            if key not in self.figures:
                raise KeyError(key)
        return Limits(self.name, {**self.figures, **figures}, {})


def tables() -> tuple[str, ...]:
    """Return the names of all tables, the newest first."""
    return tuple(sorted((path.stem for path in _FOLDER.glob("*.json")), reverse=True))


@cache
def limits(name: str = NEWEST) -> Limits:
    """Return the table `name`; KeyError if there is none.

    A table that `extends` another holds only what its own pages say differently.
    """
    if name not in tables():
        raise KeyError(name)
    table = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    figures = {key: entry["value"] for key, entry in table["figures"].items()}
    if "extends" in table:
        figures = {**limits(table["extends"]).figures, **figures}
    return Limits(name, figures, {})


def sources(name: str = NEWEST) -> dict[str, str]:
    """Return where each figure of the table `name` is documented, by key."""
    table = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    own = {key: entry["source"] for key, entry in table["figures"].items()}
    return {**sources(table["extends"]), **own} if "extends" in table else own
