"""Paths put together of the words of a source that takes paths apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product, zip_longest
from typing import Final

from edgeconform.engine.patterns import samples
from edgeconform.handlers import Literals
from edgeconform.strategies.words import path_text

_MOST: Final = 300
_MOST_WORDS: Final = 40
_MOST_COMPARED: Final = 8
_MOST_SAMPLES: Final = 3
_ORDINARY: Final = "x"
_WORD: Final = re.compile(r"[\w.~@-]{1,40}", re.ASCII)
_CAPITALISED: Final = re.compile("[A-Z]")


def routes(literals: Literals) -> tuple[str, ...]:
    """Return paths in which each part is a word that it is compared with, or else any other.

    A part that is compared with nothing is most often looked up in a table of the source, or
    searched by one of its patterns.
    """
    parts = literals.parts
    if len(parts) < 2:
        return ()
    free = tuple(islice(_free_words(literals), _MOST_WORDS))
    choices = [
        (*part[:_MOST_COMPARED], _ORDINARY) if part else (*free, _ORDINARY) for part in parts
    ]
    while _size(choices) > _MOST and max(map(len, choices)) > 2:
        longest = max(range(len(choices)), key=lambda index: (len(choices[index]), index))
        choices[longest] = choices[longest][:-1]
    found = ("/" + "/".join(map(path_text, words)) for words in product(*choices))
    return tuple(islice(dict.fromkeys(found), _MOST))


def _size(choices: Iterable[Sequence[str]]) -> int:
    size = 1
    for words in choices:
        size *= len(words)
    return size


def _free_words(literals: Literals) -> Iterator[str]:
    """Yield words that may be a part of a path, and what patterns match of such, in turn."""
    plain = sorted(literals.strings, key=lambda text: bool(_CAPITALISED.search(text)))
    named = (text for text in (*literals.tables, *plain) if not text.isdigit())
    patterns = (each for each in literals.patterns if each.place in ("", "field"))
    found = (samples(each.pattern, each.flags)[:_MOST_SAMPLES] for each in patterns)
    kinds = (filter(_WORD.fullmatch, words) for words in (named, chain.from_iterable(found)))
    return filter(None, dict.fromkeys(chain.from_iterable(zip_longest(*kinds))))
