"""Turn header lines into the map that an event carries."""

from collections.abc import Iterable

from edgeconform.strategies.draft import Json, Pair

_SPELLINGS = {"dnt": "DNT", "te": "TE", "etag": "ETag", "www-authenticate": "WWW-Authenticate"}


class _Cased(dict[str, str]):
    """Names as HTTP/1.1 clients write them."""

    def __missing__(self, name: str) -> str:
        plain = name.startswith(("sec-ch-", "x-amz-"))
        spelling = _SPELLINGS.get(name) or (name if plain else name.title())
        self[name] = spelling
        return spelling


_CASED = _Cased()


def header_map(pairs: Iterable[Pair], *, cased: bool) -> dict[str, Json]:
    """Return a fresh map of the lines `pairs`, whose names are in lower case.

    `cased` says whether `key` has Initial-Caps, as over HTTP/1.1, or lower case, as over HTTP/2.
    """
    made: dict[str, Json] = {}
    for name, value in pairs:
        line = {"key": _CASED[name] if cased else name, "value": value}
        if name in made:
            made[name].append(line)
        else:
            made[name] = [line]
    return made
