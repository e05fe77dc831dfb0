"""Bodies made of the words of a vocabulary."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Final

from edgeconform.strategies.formats.documents import ODD, filled, worded
from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import distinct, query_part

FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"

_MOST_NAMES: Final = 24
_ALONE: Final = 6
_MOST_PAIRS: Final = 12
_IN_FORMS: Final = ("1", "+A%40b.example", "caf%C3%A9", "", "a%0D%0AX%3A+b")


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
        for value in ODD:
            yield _JSON, json.dumps(dict.fromkeys(names, value)).encode()
    for document in chain(filled(vocabulary), worded(vocabulary)):
        yield _JSON, json.dumps(document).encode()


def _texts(vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    if words := distinct(vocabulary.strings):
        yield "text/plain; charset=utf-8", "\n".join(words).encode()
