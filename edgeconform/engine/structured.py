"""Values of several parts, joined by the signs at which a source takes values apart."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, permutations
from typing import Final

from edgeconform.handlers import Literals

_MOST_SEPARATORS: Final = 4
_MOST_WORDS: Final = 6
_MOST_HEADS: Final = 3
_MOST_TEXTS: Final = 200
_USUAL_SEPARATORS: Final = frozenset("/?&=;# ")
"""What parts whole paths, queries and cookie lines, of which there are enough with many parts."""

_WORD: Final = re.compile(r"[A-Za-z0-9_]{1,24}", re.ASCII)


def structured(literals: Literals) -> tuple[str, ...]:
    """Return values of two and three parts, then such whose parts are words of the source.

    The first part is one that a part is compared with, such as the version of a format, if the
    source holds any.
    """
    single = (text for text in literals.strings if len(text) == 1 and not text.isalnum())
    usual = (text for text in single if text not in _USUAL_SEPARATORS)
    signs = tuple(islice(usual, _MOST_SEPARATORS))
    plain = (f"a{sign}{rest}" for sign in signs for rest in (f"b{sign}c", "b"))
    worded = (sign.join(pair) for pair in _pairs(literals) for sign in signs)
    return (*plain, *worded)


def _pairs(literals: Literals) -> Iterator[tuple[str, str]]:
    held = chain(literals.header_values, literals.cookie_values, literals.query_values)
    values = _first((value for _, value in held), _MOST_WORDS)
    named = {*literals.cookies, *literals.query_keys}
    words = _first((*values, *literals.strings), _MOST_TEXTS)
    heads = [word for word in words if word in values or word in named][:_MOST_HEADS]
    others = [word for word in words if word not in heads][:_MOST_WORDS]
    if not heads:
        return permutations(others[:_MOST_HEADS], 2)
    return ((head, other) for other in (*others, *heads) for head in heads if head != other)


def _first(texts: Iterable[str], most: int) -> list[str]:
    words = (text for text in texts if len(text) > 1 and _WORD.fullmatch(text))
    return list(islice(dict.fromkeys(words), most))
