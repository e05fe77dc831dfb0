"""Paths made of the words of a vocabulary."""

from collections.abc import Iterator

from edgeconform.strategies.draft import Site
from edgeconform.strategies.plain import fitting
from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import ENDING, HIGH, PAIRED, distinct, free_words, path_text

_TAILS = ("x", "/x", "/", "/x/", ".html", "/a/b.jpg")
_BEHIND = (f"/{HIGH}/x", "//evil.example/x")
"""A number that may serve as an index, and a host once what stands before it is taken off."""

_ODD_TAILS = (
    ".evil.example/x",
    "///evil.example/x",
    "/https://evil.example/x",
    "/a%20b",
    "/caf%C3%A9",
    "/a%0d%0ab",
    "/a%3Fb",
    "/%zz",
    "/a:b+c",
    "/a:b+c/d",
    f"/{'a' * 40}!",
    "/s" * 100,
    *_BEHIND,
    f"/{path_text(PAIRED)}",
)
_STEMS = ("/a", "/a/b", "/a.b/c", "/a%20b", "/caf%C3%A9", "/a%0d%0ab")
_VARIED = 30
_PAIRED = 12
_FOLDERS = 3
_DEEP = 8
_LONGEST = 1_000


def uri_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return each word as a path, with something before, behind and around it, and in pairs."""
    words = _segments(vocabulary)
    alone = (*_paths(vocabulary), *(f"/{word}" for word in words))
    varied = (*_around(_paths(vocabulary)[:_VARIED]), *_inside(words[:_VARIED]))
    paired = (*_paired(_paths(vocabulary), words), *_endings(vocabulary))
    long = [f"/{'a' * number}" for number in vocabulary.numbers if 16 <= number <= _LONGEST]
    return distinct((*alone, *varied, *paired, *long[:_VARIED]))


def whole_paths(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the paths as the source has them, the shortest with each ending, and some with both.

    A handler of images looks at folder and ending before it looks at anything else.
    """
    paths = [*map(_rooted, filter(None, vocabulary.uris))]
    folders = [path for path in paths if path.endswith("/") and path != "/"][:_FOLDERS]
    endings = [path_text(word) for word in vocabulary.extensions]
    inside = (f"{folder}a{ending}" for folder in folders for ending in endings[:_FOLDERS])
    return distinct((*paths, *inside, *(f"{_STEMS[0]}{ending}" for ending in endings)))


def learnt_paths(site: Site) -> tuple[str, ...]:
    """Return the whole paths that an event may have, for what is made beside its path."""
    return fitting(site.beside["uri"], whole_paths(site.scene.vocabulary))


def _paths(vocabulary: Vocabulary) -> list[str]:
    slashed = [word for word in vocabulary.strings if word.startswith("/")]
    return [_rooted(word) for word in (*vocabulary.uris, *slashed) if word]


def _rooted(word: str) -> str:
    return path_text(word if word.startswith("/") else f"/{word}")


def _segments(vocabulary: Vocabulary) -> list[str]:
    bare = [word for word in free_words(vocabulary) if not word.startswith("/")]
    return [path_text(word) for word in (*vocabulary.segments, *bare) if word]


def _around(paths: list[str]) -> Iterator[str]:
    for path in paths:
        yield from (path + tail for tail in _TAILS)
        yield from (path.rstrip("/"), path.upper(), f"/a{path}", f"/{path}")
    for path in paths[:_PAIRED]:
        yield from (path.rstrip("/") + tail for tail in _ODD_TAILS)


def _inside(words: list[str]) -> Iterator[str]:
    for word in words:
        yield from (f"/{word}/x", f"/a/{word}", f"/a/{word}/b.html", f"/{word}.html")
    for word in words[:_PAIRED]:
        yield from (f"/{word}{tail}" for tail in _BEHIND)
    for word in filter(ENDING.fullmatch, words[:_VARIED]):
        yield f"/a.{word}"


def _paired(paths: list[str], words: list[str]) -> Iterator[str]:
    for path in paths[:_PAIRED]:
        for other in (*paths[:_PAIRED], *(f"/{word}" for word in words[:_PAIRED])):
            yield path.rstrip("/") + other
    for word in words[:_PAIRED]:
        yield from (f"/{word}/{other}" for other in words[:_PAIRED])
    for word in words[:_DEEP]:
        yield from (f"/{word}/{other}/x" for other in words[:_DEEP] if other != word)


def _endings(vocabulary: Vocabulary) -> Iterator[str]:
    for word in vocabulary.extensions:
        ending = path_text(word if word.startswith(".") else f".{word}")
        yield from (stem + ending for stem in _STEMS)
        yield from (f"/a{ending.upper()}", f"/a{ending}/b", f"/{ending}")
        for path in _paths(vocabulary)[:_PAIRED]:
            yield from (f"{path.rstrip('/')}{stem}{ending}" for stem in ("/a", "/caf%C3%A9"))
