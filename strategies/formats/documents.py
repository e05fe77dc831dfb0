"""Documents with the fields that a handler asks for: JSON bodies, the claims of tokens."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import crossed, distinct

Document = dict[str, Any]
Keys = tuple[str, ...]

ODD: Final[tuple[object, ...]] = ("a", "caf\u00e9", 1, None, [], {}, "a\r\nX: b")
"""What a field may hold."""

_MOST_FIELDS: Final = 24
_MOST_INNER: Final = 6
_MOST_WORDED: Final = 48


def filled(vocabulary: Vocabulary) -> Iterator[Document]:
    """Yield documents with all members, whatever they hold, then without one of the outer ones."""
    members = _members(vocabulary)
    for value in ODD if members else ():
        yield _document(dict.fromkeys(members, value))
    inner = dict.fromkeys(keys[:end] for keys in members for end in range(1, len(keys)))
    for outer, value in product(tuple(inner)[:_MOST_INNER], (None, "a", [])):
        others = {keys: "a" for keys in members if keys[: len(outer)] != outer}
        yield _document({**others, outer: value})


def worded(vocabulary: Vocabulary) -> Iterator[Document]:
    """Yield documents in which each member once is what it is compared with, and each word.

    A handler may do something for one value only.
    """
    members = _members(vocabulary)
    known = (
        (keys, value) for name, value in vocabulary.values for keys in members if keys[-1] == name
    )
    words = crossed(members, distinct(vocabulary.strings), most=_MOST_WORDED)
    for keys, word in dict.fromkeys((*known, *words)):
        yield _document({**dict.fromkeys(members, "a"), keys: word})


def _members(vocabulary: Vocabulary) -> list[Keys]:
    """Return the keys of what is asked for, without those of objects around it."""
    asked = vocabulary.members[:_MOST_FIELDS]
    outer = {keys[:end] for keys in asked for end in range(1, len(keys))}
    return [keys for keys in asked if keys not in outer]


def _document(values: dict[Keys, object]) -> Document:
    document: Document = {}
    for keys, value in values.items():
        inside = document
        for key in keys[:-1]:
            inside = inside.setdefault(key, {})
        inside[keys[-1]] = value
    return document
