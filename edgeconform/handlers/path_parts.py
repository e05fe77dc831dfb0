"""Which parts of a path a source looks at, where it splits paths at their slashes."""

from typing import Final, final

from edgeconform.handlers.facts import PARTING, Access, Chain, Entry, Fact, Text

DEEPEST: Final = 5
MOST_WORDS: Final = 200

_PATHS: Final = frozenset({"uri", "path", "pathname", "url"})
_WITHOUT_SLASH: Final = frozenset(
    {
        "filter()",
        "list()",
        "lstrip()",
        "removeprefix()",
        "replace()",
        "slice()",
        "strip()",
        "substr()",
        "substring()",
        "trim()",
    }
)
"""Calls after which the first part is no longer the nothing before the first slash."""


@final
class PathParts:
    """The words that each part of a path is compared with, and the keys of a source's own maps."""

    __slots__ = ("_asked", "_tables", "_words")

    def __init__(self) -> None:
        self._words: dict[int, dict[str, None]] = {}
        self._tables: dict[str, dict[str, None]] = {}
        self._asked: set[str] = set()

    def add(self, fact: Fact) -> None:
        """Take a part that is looked at or compared, and a map that is filled or asked."""
        match fact:
            case Access(chain=chain):
                if part := part_of_path(chain):
                    self._words.setdefault(part, {})
                if len(chain) > 1 and chain[1].startswith("*"):
                    self._asked.add(chain[0])
            case Text(value=value, role="compared", partner=chain) if part_of_path(chain):
                self._words.setdefault(part_of_path(chain), {})[value] = None
            case Entry(name=name, key=key) if len(self._tables) < MOST_WORDS:
                self._tables.setdefault(name, {})[key] = None

    @property
    def compared(self) -> tuple[tuple[str, ...], ...]:
        """The words of each part, from the first on."""
        deepest = max(self._words, default=0)
        return tuple(tuple(self._words.get(part, ())) for part in range(1, deepest + 1))

    @property
    def looked_up(self) -> tuple[str, ...]:
        """The keys of those maps that are asked for what only an event tells, and of data."""
        asked = self._asked | {"*"}
        keys = (key for name, table in self._tables.items() if name in asked for key in table)
        return tuple(dict.fromkeys(keys))[:MOST_WORDS]


def part_of_path(chain: Chain) -> int:
    """Return the number of the part, 1 for `a` in `/a/b`; 0 if the chain looks at none."""
    if not chain or not chain[-1].isdigit() or not _PATHS & {*chain} or not PARTING & {*chain}:
        return 0
    number = int(chain[-1]) + bool(_WITHOUT_SLASH & {*chain})
    return number if number <= DEEPEST else 0
