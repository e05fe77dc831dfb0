"""Request headers made of the words of a vocabulary."""

from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Final

from edgeconform.strategies.draft import Draft, Pair, Scene
from edgeconform.strategies.formats.extras import EXTRAS, Bundle
from edgeconform.strategies.words import crossed, free_words, header_names, header_values

_FRAMING: Final = ("content-length", "transfer-encoding")
_ASKED: Final = ("host", "cookie", "set-cookie")
"""Lines that other programs make, or that no request carries."""

_ANYWHERE: Final = (
    "user-agent",
    "referer",
    "accept-language",
    "accept",
    "origin",
    "x-forwarded-for",
)
_ORDINARY = ("1", "", "true")
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
    pairs = [
        (name.lower(), value.strip())
        for name, value in vocabulary.headers
        if header_names((name,)) and header_values((value,))
    ]
    for pair in pairs:
        yield (pair,)
    for pair in pairs[:_VARIED]:
        yield from ((pair, pair), ((pair[0], f"x{pair[1]}y"),))
    yield from (both for both in permutations(pairs[:_PAIRED], 2) if both[0][0] != both[1][0])
    words = header_values((*vocabulary.header_values, *free_words(vocabulary)))
    names = header_names(vocabulary.header_names)
    yield from ((pair,) for pair in crossed(names, (*_ORDINARY, *words)))
    for name in names[:_VARIED]:
        yield from (((name, value),) for value in _usual(name))
        yield ((name, "a"), (name, "b"))
    yield from (((name, "1"), (other, "1")) for name, other in permutations(names[:_PAIRED], 2))
    yield from ((pair,) for pair in crossed(_ANYWHERE, words))


def _usual(name: str) -> list[str]:
    bundles = (bundle for group in EXTRAS for bundle in group)
    return [pair[1] for bundle in bundles for pair in bundle if pair[0] == name]


def learnt_maker(scene: Scene) -> Callable[[Draft, list[Pair]], list[Pair]] | None:
    """Return what puts learnt lines among others, or takes a learnt name away; None without any."""
    bundles = learnt_bundles(scene)
    names = header_names(scene.vocabulary.header_names)
    if not bundles:
        return None

    def add(draft: Draft, pairs: list[Pair]) -> list[Pair]:
        choose = draft.choose
        for _ in range(1 + choose(3)):
            pairs = with_bundle(pairs, bundles[choose(len(bundles))])
        if names and not choose(6):
            gone = names[choose(len(names))]
            pairs = [pair for pair in pairs if pair[0] != gone or gone == "host"]
        return pairs

    return add


def with_bundle(pairs: list[Pair], bundle: Bundle) -> list[Pair]:
    """Return `pairs` with the lines of `bundle` in place of those of the same names."""
    names = {name for name, _ in bundle}
    kept = [pair for pair in pairs if pair[0] not in names]
    kept += bundle
    return kept
