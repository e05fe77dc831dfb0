"""Request headers made of the words of a vocabulary."""

import base64
import re
from collections.abc import Callable, Iterator
from itertools import islice, permutations
from typing import Final

from edgeconform.strategies.draft import Draft, Pair, Scene
from edgeconform.strategies.formats.extras import EXTRAS, Bundle
from edgeconform.strategies.formats.tokens import tokens
from edgeconform.strategies.lexicon import Lexicon, lexicon
from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import (
    crossed,
    distinct,
    free_words,
    header_names,
    header_values,
    hosts_of,
)

_FRAMING: Final = ("content-length", "transfer-encoding")
_ASKED: Final = ("host", "cookie", "set-cookie")
"""Lines that other programs make, or that no request carries."""

_ONCE: Final = frozenset(
    {
        "authorization",
        "content-type",
        "date",
        "etag",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "last-modified",
        "location",
        "origin",
        "range",
        "referer",
        "user-agent",
    }
)
"""Headers of which a message has one line; nothing says what CloudFront makes of two."""

_ELSEWHERE: Final = frozenset({*_FRAMING, *_ASKED})
_ANYWHERE: Final = (
    "user-agent",
    "referer",
    "accept-language",
    "accept",
    "origin",
    "x-forwarded-for",
)
_ORDINARY = ("1", "", "true", "NaN", "999")
"""What a number may be as well: none, and one that is no status."""

_USER: Final = re.compile(r"[\w.@+-]{2,32}")
_GIVEN: Final = re.compile(r"[^:]{1,64}:.{1,64}", re.DOTALL)
_USERS: Final = 16
_PATHS: Final = {"referer": "/a/b?c=d", "origin": "", "location": "/a/b?c=d"}
_HOSTS: Final = 8
_VARIED = 40
_PAIRED = 10


def learnt_bundles(scene: Scene, *, request: bool = True) -> tuple[Bundle, ...]:
    """Return lines in which each learnt header is there, empty and repeated, with each value."""
    denied = scene.limits.names("headers.disallowed")
    elsewhere = {*_FRAMING, *(_ASKED if request else ())}
    return tuple(
        dict.fromkeys(
            bundle
            for bundle in _bundles(scene)
            if not any(name in denied or name in elsewhere for name, _ in bundle)
        )
    )


def _bundles(scene: Scene) -> Iterator[Bundle]:
    vocabulary = scene.vocabulary
    pairs = _pairs(vocabulary)
    for pair in pairs:
        yield (pair,)
    for pair in pairs[:_VARIED]:
        yield from ((pair, pair),) if pair[0] not in _ONCE else ()
        yield ((pair[0], f"x{pair[1]}y"),)
    yield from (both for both in permutations(pairs[:_PAIRED], 2) if both[0][0] != both[1][0])
    words = header_values((*vocabulary.header_values, *free_words(vocabulary)))
    names = header_names(vocabulary.header_names)
    yield from ((pair,) for pair in _addresses(vocabulary))
    yield from ((pair,) for pair in crossed(names, (*_ORDINARY, *words)))
    if "authorization" in names:
        yield from ((("authorization", value),) for value in _credentials(vocabulary))
        yield from ((("authorization", f"Bearer {token}"),) for token in tokens(vocabulary))
    for name in names[:_VARIED]:
        yield from (((name, value),) for value in _usual(name))
        yield from (((name, "a"), (name, "b")),) if name not in _ONCE else ()
    yield from (((name, "1"), (other, "1")) for name, other in permutations(names[:_PAIRED], 2))
    yield from ((pair,) for pair in crossed(_ANYWHERE, words))


def bundles_to_try(scene: Scene) -> tuple[Bundle, ...]:
    """Return each pair, and each learnt name with ordinary values: to be tried on paths."""
    names = header_names(scene.vocabulary.header_names)
    free = ((name, value) for value in _ORDINARY for name in names)
    known = (*_pairs(scene.vocabulary), *_addresses(scene.vocabulary))
    wanted = {(pair,) for pair in (*known, *free)}
    return tuple(bundle for bundle in learnt_bundles(scene) if bundle in wanted)


def _addresses(vocabulary: Vocabulary) -> Iterator[Pair]:
    """Yield the headers that hold whole addresses, each with one on each host of the source."""
    for name in header_names(vocabulary.header_names):
        if name in _PATHS:
            for host in hosts_of(vocabulary)[:_HOSTS]:
                yield name, f"https://{host}{_PATHS[name]}"


def named_credentials(vocabulary: Vocabulary) -> list[str]:
    """Return the Basic credentials of the texts such as `user:password` that a source holds."""
    given = (word for word in distinct(vocabulary.strings) if _GIVEN.fullmatch(word))
    return [_basic(text) for text in islice(given, _USERS)]


def _credentials(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield Basic credentials of users and passwords that the source may name."""
    yield from named_credentials(vocabulary)
    words = [word for word in distinct(vocabulary.strings) if _USER.fullmatch(word)][:_USERS]
    users = [f"{user}:{password}" for user in words for password in ("x", user)]
    yield from map(_basic, users)


def _basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


def _usual(name: str) -> list[str]:
    bundles = (bundle for group in EXTRAS for bundle in group)
    return [pair[1] for bundle in bundles for pair in bundle if pair[0] == name]


def learnt_maker(scene: Scene) -> Callable[[Draft, list[Pair]], list[Pair]] | None:
    """Return what puts learnt lines among others, or takes a learnt name away; None without any."""
    bundles, words = learnt_bundles(scene), _words(scene)
    names = header_names(scene.vocabulary.header_names)
    if not bundles:
        return None

    def add(draft: Draft, pairs: list[Pair]) -> list[Pair]:
        choose = draft.choose
        for _ in range(1 + choose(3)):
            chosen = words and choose(4) and (words.pair(choose),)
            pairs = with_bundle(pairs, chosen or bundles[choose(len(bundles))])
        if names and not choose(6):
            gone = names[choose(len(names))]
            pairs = [pair for pair in pairs if pair[0] != gone or gone == "host"]
        return pairs

    return add


def _words(scene: Scene) -> Lexicon | None:
    vocabulary, denied = scene.vocabulary, scene.limits.names("headers.disallowed")
    known = lexicon(
        header_names(vocabulary.header_names),
        _pairs(vocabulary),
        header_values((*vocabulary.header_values, *free_words(vocabulary))),
    )
    if known is None:
        return None
    names = [name for name in known.names if name not in denied and name not in _ELSEWHERE]
    usual = [(name, value) for name in names[:_VARIED] for value in _usual(name)]
    own = [(name, value) for name in names for value in known.own[name]]
    return lexicon(names, (*own, *usual), known.shared)


def _pairs(vocabulary: Vocabulary) -> list[Pair]:
    return [
        (name.lower(), value.strip())
        for name, value in vocabulary.headers
        if header_names((name,)) and header_values((value,))
    ]


def with_bundle(pairs: list[Pair], bundle: Bundle) -> list[Pair]:
    """Return `pairs` with the lines of `bundle` in place of those of the same names."""
    names = {name for name, _ in bundle}
    kept = [pair for pair in pairs if pair[0] not in names]
    kept += bundle
    return kept
