"""From the patterns of a handler's source, the words that events should try on it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from edgeconform.engine.captures import with_words
from edgeconform.engine.patterns import samples, unusual_samples, with_numbers
from edgeconform.handlers import Literals, SourcePattern
from edgeconform.strategies import Vocabulary
from edgeconform.strategies.words import path_text

_MOST_PATTERNS: Final = 40
_NO_LITERAL: Final = re.compile(r"\\.|\[[^\]]*\]|\(\?P?<[^>]*>")
_WORD: Final = re.compile("[A-Za-z0-9_-]{3,}")
_BETWEEN_PAIRS: Final = re.compile("[;&?]")

Pair = tuple[str, str]


def matching(literals: Literals, numbers: tuple[int, ...]) -> Vocabulary:
    """Return what the patterns of a source match, and just miss, each where it is searched for.

    What they match with one of `numbers` in it, or with another word of the source, comes last.
    """
    patterns = literals.patterns[:_MOST_PATTERNS]
    found = Vocabulary()
    for pattern in patterns:
        found |= _placed(pattern, samples(pattern.pattern, pattern.flags))
    found |= Vocabulary(strings=tuple(_encoded_paths(patterns)))
    for pattern in patterns:
        found |= _placed(pattern, with_numbers(pattern.pattern, numbers))
    for pattern in patterns:
        texts = with_words(pattern.pattern, pattern.flags, literals.strings)
        is_pair = pattern.name or pattern.place in ("cookie", "query")
        found |= _placed(pattern, texts) if is_pair else Vocabulary(strings=texts)
    return found


def searched_pairs(literals: Literals) -> Iterator[Pair]:
    """Yield names with values that patterns look for, where nothing tells in what.

    Words of the source come first: what is found is often looked up among them.
    """
    for pattern in literals.patterns[:_MOST_PATTERNS]:
        if not pattern.place and "=" in pattern.pattern:
            worded = with_words(pattern.pattern, pattern.flags, literals.strings)
            texts = (*worded, *samples(pattern.pattern, pattern.flags))
            yield from (pair for pair in _pairs(texts) if is_token(pair[0]))


def literal_words(pattern: str) -> list[str]:
    """Return the words that stand in a pattern as they are: `utm_` and `gclid`."""
    return _WORD.findall(_NO_LITERAL.sub(" ", pattern))


def is_token(text: str) -> bool:
    """Whether a text may be the name of a cookie or of a parameter."""
    known = all(char.isalnum() or char in "_-.[]" for char in text)
    return known and len(text) <= 40 and any(map(str.isalnum, text))


def _encoded_paths(patterns: tuple[SourcePattern, ...]) -> Iterator[str]:
    """Yield paths that patterns match once they are decoded, and most often as they are, too."""
    for pattern in patterns:
        if pattern.place in ("", "field"):
            texts = unusual_samples(pattern.pattern)
            yield from (path_text(text) for text in texts if text.startswith("/"))


def _placed(pattern: SourcePattern, texts: tuple[str, ...]) -> Vocabulary:
    name = pattern.name
    named_pairs = tuple((name, text) for text in texts)
    match pattern.place:
        case "header" if name:
            return Vocabulary(headers=named_pairs)
        case "query" if name:
            return Vocabulary(queries=named_pairs)
        case "cookie" if name:
            return Vocabulary(cookies=named_pairs)
        case "cookie":
            pairs = tuple(_pairs(texts))
            return Vocabulary(cookies=pairs, cookie_values=() if pairs else texts)
        case "query":
            pairs = tuple(_pairs(texts))
            return Vocabulary(queries=pairs, query_values=() if pairs else texts)
        case "field" if name == "uri":
            return Vocabulary(uris=texts)
        case _:
            slashed = tuple(text for text in texts if text.startswith("/"))
            return Vocabulary(uris=slashed, strings=texts)


def _pairs(texts: Iterable[str]) -> Iterator[Pair]:
    for text in texts:
        for part in _BETWEEN_PAIRS.split(text):
            name, equals, value = part.strip().partition("=")
            if equals and name:
                yield name, value
