"""Cookies: jars that have broken parsers, and ordinary ones."""

from collections.abc import Callable, Iterator
from typing import Final

from edgeconform.strategies.draft import Draft, Pair, weighted
from edgeconform.strategies.formats.tokens import tokens
from edgeconform.strategies.lexicon import Lexicon, lexicon
from edgeconform.strategies.pools import pool
from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import (
    HIGH,
    NO_JSON,
    PAIRED,
    cookie_names,
    cookie_values,
    crossed,
    free_words,
    query_part,
)

Jar = tuple[str, ...]
"""The values of the `cookie` lines."""

_VARIED = 40
_FIRST = 12
_SURE = 4
_TOGETHER = 12
_TRIED = 16
_CLAIMED = 60
_NO_CLAIMS: Final = "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"
"""A token of three parts, the second of which is `{}`."""

_LINE_END: Final = "a%0d%0aX:b"
"""What is two lines to one who decodes it."""

_BROKEN: Final = "%zz"
_ODD: Final = (_LINE_END, "null", query_part(PAIRED))

_ORDINARY: Final = ("1", HIGH, "true", "a.b.c", NO_JSON, "YQ==", _NO_CLAIMS)
_TOKENS = pool("tokens")

JARS: Final[tuple[Jar, ...]] = (
    ("a=1",),
    ("a=1; b=2; c=3",),
    ("a=1", "b=2"),
    ("a=1; b=2", "c=3"),
    ("session=abc",),
    ("flag",),
    ("a=1; flag; b=2",),
    ("",),
    ("a=1;",),
    ("a=1; ",),
    ("; a=1",),
    ("a=1;b=2",),
    ("a=YQ==; b=c=d",),
    ('a="quoted"; b="x y"',),
    ("a=1; a=2",),
    ("a=1", "a=2"),
    ("=v",),
    ("a=",),
    ("a=%zz; b=%20; c=caf%C3%A9",),
    ("a=1; page/tab=2; cart[0]=3; user@site=4",),
    ("consent=%7B%22ads%22%3Afalse%7D",),
    ('prefs={"theme":"dark","n":1}',),
    ("__proto__=1; constructor=2",),
    ("lang=de-DE; country=DE",),
    ("experiment=A",),
    ("experiment=B",),
    ("name=caf\u00e9",),
    (f"_ga=GA1.2.1234567890.1700000000; _gid=GA1.2.1.2; sid={_TOKENS[0]}",),
    (f"token={_TOKENS[1]}.{_TOKENS[2]}.{_TOKENS[3]}; __Host-sid={_TOKENS[4]}; theme=light",),
)

BIG_JAR: Final[Jar] = ("; ".join(f"cookie{number:02}={'v' * 117}" for number in range(63)),)
"""A jar of 8 KB."""

MANY_JAR: Final[Jar] = ("; ".join(f"c{number:03}=1" for number in range(180)),)
"""As many cookies as a browser keeps for one site: what is done for each adds up."""

_NAMES: Final = ("a", "session", "sid", "token", "lang", "theme", "user", "X-Variant", "cart")
_VALUES: Final = ("1", "", "true", "A", "B", "YQ==", "%20", "a b", "0", *_TOKENS[:6])


def cookie_maker(vocabulary: Vocabulary) -> Callable[[Draft], Jar]:
    """Return what makes a jar: a known one, one put together, or one with learnt cookies."""
    learnt, words = learnt_jars(vocabulary), _words(vocabulary)
    known = weighted(*((jar, 2) for jar in JARS), (BIG_JAR, 1))

    def make(draft: Draft) -> Jar:
        choose = draft.choose
        if learnt and draft.guided and choose(8):
            if words is None or choose(3) == 1:
                return learnt[choose(len(learnt))]
            cookies = [words.pair(choose) for _ in range(1 + choose(3))]
            return _jar([f"{name}={value}" for name, value in cookies], split=choose(4) == 3)
        if choose(3) < 2:
            jar = known[choose(len(known))]
            draft.large = draft.large or jar is BIG_JAR
            return jar
        pairs = [
            f"{_NAMES[choose(len(_NAMES))]}={_VALUES[choose(len(_VALUES))]}"
            for _ in range(1 + choose(4))
        ]
        return _jar(pairs, split=choose(4) == 0)

    return make


def _jar(pairs: list[str], *, split: bool) -> Jar:
    return tuple(pairs) if split else ("; ".join(pairs),)


def _words(vocabulary: Vocabulary) -> Lexicon | None:
    words = cookie_values((*vocabulary.cookie_values, *free_words(vocabulary)))
    guesses = cookie_names(vocabulary.cookie_guesses)
    shared = (_NO_CLAIMS, "null", *words)
    return lexicon(cookie_names(vocabulary.cookie_names), _pairs(vocabulary), shared, guesses)


def _pairs(vocabulary: Vocabulary) -> list[Pair]:
    return [
        (name, value)
        for name, value in vocabulary.cookies
        if cookie_names((name,)) and cookie_values((value,))
    ]


def learnt_jars(vocabulary: Vocabulary) -> tuple[Jar, ...]:
    """Return jars in which each learnt cookie is alone, with others, empty, split and repeated."""
    return tuple(dict.fromkeys(_learnt(vocabulary)))


def jars_to_try(vocabulary: Vocabulary) -> tuple[Jar, ...]:
    """Return jars to be tried on paths: each pair, and all names with one value after another."""
    pairs = [f"{name}={value}" for name, value in _pairs(vocabulary)]
    names = cookie_names((*vocabulary.cookie_names, *vocabulary.cookie_guesses))[:_TOGETHER]
    words = cookie_values((*vocabulary.cookie_values, *free_words(vocabulary)))
    values = (_NO_CLAIMS, _BROKEN, *words[:_TRIED], *_ODD) if names else ()
    jars = ("; ".join(f"{name}={value}" for name in names) for value in values)
    return tuple((jar,) for jar in dict.fromkeys((*pairs[:_TOGETHER], *jars)))


def _forms(name: str) -> Iterator[Jar]:
    """Yield jars that hold a cookie in other forms than with a value, alone and in one header."""
    yield from ((f"{name}=",), (name,), (f"x{name}=1",), (f"{name}=1; {name}=2",))
    yield from (("a=1", f"{name}=1"), (f"{name}={_BROKEN}",), (f"{name}={_TOKENS[0]}",))


def _learnt(vocabulary: Vocabulary) -> Iterator[Jar]:
    pairs = [f"{name}={value}" for name, value in _pairs(vocabulary)]
    names = cookie_names((*vocabulary.cookie_names, *vocabulary.cookie_guesses))
    words = cookie_values((*vocabulary.cookie_values, *free_words(vocabulary)))
    free = [f"{name}={word}" for name, word in crossed(names, (*_ORDINARY, *words), most=150)]
    first = [*dict.fromkeys((*(name for name, _ in _pairs(vocabulary)), *names))][:_FIRST]
    yield from ((f"{name}={odd}",) for name in first for odd in _ODD)
    for name in cookie_names(vocabulary.cookie_names)[:_SURE]:
        yield from _forms(name)
    claims = tokens(vocabulary)
    yield from ((f"{name}={token}",) for name, token in crossed(names, claims, most=_CLAIMED))
    for pair in (*pairs, *free):
        yield from ((pair,), (f"a=1; {pair}; b=2",))
    for pair in pairs:
        yield from (("a=1", pair), (f"{pair}; {pair}",))
    for name in names[:_VARIED]:
        yield from _forms(name)
    together = [*pairs, *(f"{name}=1" for name in names)][:_VARIED]
    if len(together) > 1:
        yield from (("; ".join(together),), tuple(together))
