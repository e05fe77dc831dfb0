"""Bodies made of the words of a vocabulary."""

import json
from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import crossed, distinct, query_part

FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"
Document = dict[str, Any]

_MOST_NAMES: Final = 24
_ALONE: Final = 6
_MOST_WORDED: Final = 48
_MOST_PAIRS: Final = 12
_IN_FORMS: Final = ("1", "+A%40b.example", "caf%C3%A9", "", "a%0D%0AX%3A+b")
_IN_JSON: Final[tuple[object, ...]] = ("a", "caf\u00e9", 1, None, [], {}, "a\r\nX: b")


def body_words(vocabulary: Vocabulary) -> tuple[tuple[str, bytes], ...]:
    """Return content types and bodies that have the fields a handler asks for, and its words."""
    return tuple(dict.fromkeys((*_forms(vocabulary), *_objects(vocabulary), *_texts(vocabulary))))


def _names(vocabulary: Vocabulary) -> tuple[str, ...]:
    return distinct(vocabulary.fields)[:_MOST_NAMES]


def _forms(vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    names = [query_part(name) for name in _names(vocabulary)]
    for value in _IN_FORMS if names else ():
        yield FORM, "&".join(f"{name}={value}" for name in names).encode()
    for name in names[:_ALONE]:
        yield FORM, f"{name}=a&other=b".encode()
    for name, value in vocabulary.queries[:_MOST_PAIRS]:
        yield FORM, f"{query_part(name)}={query_part(value)}&other=b".encode()
    if pairs := [word for word in distinct(vocabulary.strings) if "=" in word.strip("=")]:
        yield FORM, "&".join(pairs).encode()


def _objects(vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    if names := _names(vocabulary):
        for value in _IN_JSON:
            yield _JSON, json.dumps(dict.fromkeys(names, value)).encode()
    for document in _documents(vocabulary):
        yield _JSON, json.dumps(document).encode()


def _documents(vocabulary: Vocabulary) -> Iterator[Document]:
    """Yield objects with all members, whatever the innermost is, then without one of the others.

    Then each member is each word of the source once: a handler may do something for one value only.
    """
    asked = vocabulary.members[:_MOST_NAMES]
    outer = {keys[:end] for keys in asked for end in range(1, len(keys))}
    members = [keys for keys in asked if keys not in outer]
    for value in _IN_JSON if members else ():
        document: Document = {}
        for keys in members:
            _put(document, keys, value)
        yield document
    inner = dict.fromkeys(keys[:end] for keys in members for end in range(1, len(keys)))
    for keys, value in product(tuple(inner)[:_ALONE], (None, "a", [])):
        document = {}
        for others in members:
            if others[: len(keys)] != keys:
                _put(document, others, "a")
        _put(document, keys, value)
        yield document
    for keys, word in crossed(members, distinct(vocabulary.strings), most=_MOST_WORDED):
        document = {}
        for others in members:
            _put(document, others, word if others == keys else "a")
        yield document


def _put(document: Document, keys: tuple[str, ...], value: object) -> None:
    """Put a value under keys one inside another."""
    inside = document
    for key in keys[:-1]:
        inside = inside.setdefault(key, {})
    inside[keys[-1]] = value


def _texts(vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    if words := distinct(vocabulary.strings):
        yield "text/plain; charset=utf-8", "\n".join(words).encode()
