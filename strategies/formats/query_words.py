"""Query strings made of the words of a vocabulary."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, permutations, zip_longest

from edgeconform.strategies.draft import Draft
from edgeconform.strategies.lexicon import lexicon
from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import (
    HIGH,
    PAIRED,
    SUPERSCRIPT,
    crossed,
    distinct,
    free_words,
    query_part,
    query_text,
)

_HUGE = "99999999999999999999"

_ORDINARY = (
    *("1", "", "true", "a%20b", "%zz", "%2Fa%0d%0aX:b", "de", "-1", HIGH, "0", "NaN"),
    *(".evil.example", "https%3A%2F%2Fevil.example%2Fx", "%2F%5Cevil.example"),
    *("constructor", "null", f"{'a' * 40}!", SUPERSCRIPT),
)
_TOGETHER = ("1", "0", HIGH, _HUGE, SUPERSCRIPT)
_HARMFUL = ("https%3A%2F%2Fevil.example%2Fx", "%2Fa%0d%0aX:b")
_COMPLETE = "1234567890"
"""What a code, a token or a number may be, so that a handler goes on to the other parameters."""

_LONG = ("a" * 1_000, query_part(PAIRED))
"""What an answer may grow with that is made of a parameter, and what may be cut short."""

_COMPANY = "q=a%20b%23c&e=&r=1&r=2"
"""Parameters that a handler has no business with: encoded, blank and repeated."""

_VARIED = 40
_PAIRED = 12
_TRIED = 6
_TRIED_WORDS = 8
_TRIED_LONG = 3
_TRIED_AMONG = 4


def query_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return query strings in which each key is present, empty, bare, repeated, and in pairs."""
    return distinct((*_learnt_pairs(vocabulary), *_keys(vocabulary), *_free(vocabulary)))


def query_trials(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return each pair and each learnt key with words and ordinary values: to be tried on paths.

    What is only guessed to be a key comes last.
    """
    paired = (key for key, _ in vocabulary.queries)
    known = _parts(distinct((*vocabulary.query_keys, *paired))[:_TRIED])
    guessed = [key for key in _parts(vocabulary.query_guesses[:_TRIED]) if key not in known]
    words = _parts((*vocabulary.query_values, *free_words(vocabulary))[:_TRIED_WORDS])
    keys = (*known, *guessed)[:_TRIED]
    whole = ("&".join(f"{key}={value}" for key in keys) for value in _TOGETHER)
    together = filter(None, chain.from_iterable(zip_longest(whole, _all_but_one(keys))))
    alone = [f"{key}={value}" for value in _LONG for key in keys[:_TRIED_LONG]]
    alone += [f"{key}={value}" for value in (*words, *_ORDINARY) for key in known]
    alone += [f"{key}={value}" for value in _ORDINARY for key in guessed]
    return distinct((*together, *_pairs(vocabulary), *_among(keys), *alone) if keys else ())


def learnt_keys(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the first keys that a source is known to look at."""
    return tuple(_parts(distinct(vocabulary.query_keys)[:_TRIED_LONG]))


def _all_but_one(keys: Sequence[str]) -> Iterator[str]:
    """Yield the keys together without each in turn: one of them may tell of an error."""
    for left_out in keys if len(keys) > 2 else ():
        yield "&".join(f"{key}=1" for key in keys if key != left_out)


def _among(keys: Sequence[str]) -> Iterator[str]:
    """Yield the keys together with something harmful in one of them: a page to go on to, say."""
    for key in keys[:_TRIED_AMONG] if len(keys) > 1 else ():
        others = "&".join(f"{other}={_COMPLETE}" for other in keys if other != key)
        yield from (f"{others}&{key}={value}" for value in _HARMFUL)


def _parts(texts: Iterable[str]) -> list[str]:
    return [query_part(text) for text in texts]


def _pairs(vocabulary: Vocabulary) -> list[str]:
    return [f"{query_part(key)}={query_part(value)}" for key, value in vocabulary.queries]


def query_maker(vocabulary: Vocabulary) -> Callable[[Draft], str] | None:
    """Return what joins one to three learnt pairs; None where none is known."""
    words = (*vocabulary.query_values, *free_words(vocabulary))
    found = lexicon(
        map(query_part, vocabulary.query_keys),
        [(query_part(key), query_part(value)) for key, value in vocabulary.queries],
        (*_ORDINARY, *map(query_part, distinct(words))),
        map(query_part, distinct(vocabulary.query_guesses)),
    )
    if found is None:
        return None

    def make(draft: Draft) -> str:
        choose = draft.choose
        return "&".join("=".join(found.pair(choose)) for _ in range(1 + choose(3)))

    return make


def _learnt_pairs(vocabulary: Vocabulary) -> Iterator[str]:
    pairs = _pairs(vocabulary)
    yield from pairs
    for first, second in pairwise(pairs):
        yield f"{first}&{second}"
    for pair in pairs:
        yield from (f"a=1&{pair}", f"{pair}&{pair}")


def _keys(vocabulary: Vocabulary) -> Iterator[str]:
    keys = _parts(distinct((*vocabulary.query_keys, *vocabulary.query_guesses)))
    words = _parts((*vocabulary.query_values, *free_words(vocabulary)))
    yield from (f"{key}=1&{_COMPANY}" for key in keys[:_VARIED])
    yield from (f"{key}={value}" for key, value in crossed(keys, (*_ORDINARY, *words)))
    for key in keys[:_VARIED]:
        yield from (key, f"{key}=1&{key}=2", f"a=1&{key}=b", f"{key}&a=1", f"{key.upper()}=1")
    yield from (f"{key}={value}" for value in _LONG for key in keys[:_TRIED_LONG])
    yield from _together(keys[:_PAIRED], ("1", *words[:4]))


def _together(keys: list[str], values: tuple[str, ...]) -> Iterator[str]:
    if len(keys) > 1:
        yield from ("&".join(f"{key}={value}" for key in keys) for value in ("1", _HUGE))
    for key, other in permutations(keys, 2):
        yield f"{key}={values[0]}&{other}={values[-1]}"


def _free(vocabulary: Vocabulary) -> Iterator[str]:
    for word in vocabulary.strings:
        if "=" in word:
            yield query_text(word)
    if not vocabulary.query_keys:
        yield from (f"q={query_part(word)}" for word in free_words(vocabulary)[:_VARIED])
