"""A template as a tree of nodes, each with the line it stands on, whatever the format."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, final

from edgeconform.model import SourcePlace

Scalar = str | int | float | bool | None


@final
class _Mark:
    """A value that is no value."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


MISSING: Final = _Mark("MISSING")
"""Nothing is there."""

UNKNOWN: Final = _Mark("UNKNOWN")
"""Something is there, and the template does not say what."""

PERHAPS: Final = "perhaps"
"""The tag of what is UNKNOWN, and may even not be there."""

Content = Scalar | dict[str, "Node"] | list["Node"] | _Mark

REFERENCE: Final = "${"
"""How a reference to something outside the text begins, in every format once it is read."""

OPEN: Final = "${?}"
"""What stands in a text for a part that the template does not decide."""


@final
@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place; `tag` is its YAML tag where that is not of YAML itself.

    Text that refers to other things is kept with its references as `${Name.Attribute}`.
    """

    value: Content
    place: SourcePlace
    tag: str = ""

    @property
    def given(self) -> bool:
        """Whether something certain is there, be it a reference."""
        return self.value is not MISSING and self.value is not UNKNOWN and self.value is not None

    def at(self, *path: str) -> "Node":
        """Return the member at a path: MISSING if there is none, UNKNOWN below what is unknown."""
        node = self
        for name in path:
            if isinstance(node.value, dict):
                node = node.value.get(name) or Node(MISSING, node.place)
            elif node.value is UNKNOWN or node.is_reference:
                return Node(UNKNOWN, node.place)
            else:
                return Node(MISSING, node.place)
        return node

    @property
    def is_reference(self) -> bool:
        """Whether this is text that refers to something else."""
        return isinstance(self.value, str) and REFERENCE in self.value

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the names and nodes of a mapping; nothing for other nodes."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def entries(self) -> tuple["Node", ...]:
        """Return the nodes of a list; a single value counts as a list of one."""
        if isinstance(self.value, list):
            return tuple(self.value)
        return (self,) if self.given else ()

    @property
    def raw(self) -> str:
        """The text, with references in it; empty if this is no text."""
        return self.value if isinstance(self.value, str) else ""

    def text(self) -> str | None:
        """Return the text if it is certain."""
        match self.value:
            case bool() | dict() | list():
                return None
            case str(text):
                return None if REFERENCE in text else text
            case int() | float():
                return str(self.value)
        return None

    def within_text(self) -> str:
        """Return how this stands in a longer text, its references kept."""
        text = self.text()
        return (self.raw or OPEN) if text is None else text

    def number(self) -> float | None:
        """Return the number, also where it is written as text."""
        match self.value:
            case bool():
                return None
            case int() | float():
                return self.value
            case str(text):
                try:
                    return float(text)
                except ValueError:
                    return None
        return None

    def flag(self) -> bool | None:
        """Return the truth value, also where it is written as text."""
        if isinstance(self.value, bool):
            return self.value
        return {"true": True, "false": False}.get(self.raw.lower())

    def moved(self, place: SourcePlace) -> "Node":
        """Return the same value at another place."""
        return replace(self, place=place)


def unknown(place: SourcePlace) -> Node:
    """Return a node of which only the place is known."""
    return Node(UNKNOWN, place)
