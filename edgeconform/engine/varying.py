"""Events on which a handler went further, each with one part changed to what few think of.

A defect often waits behind a condition and an odd value together: a path of the source and a cookie
that no parser takes, a signature of the right form and a letter outside ASCII in it. Chance seldom
makes both; an event that already meets the condition needs only the odd value.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from posixpath import splitext
from typing import Final

from edgeconform.model import Json
from edgeconform.strategies import Vocabulary
from edgeconform.strategies.options import METHODS
from edgeconform.strategies.words import SUPERSCRIPT, query_part

_ELSEWHERE: Final = "//evil.example"
_ODD_NAMES: Final = ("caf%C3%A9", "a%20b", SUPERSCRIPT, "a+b", "%zz", "a%0d%0ab")
_ODD_VALUES: Final = (
    *("%C3%A9", f"{_ELSEWHERE}/x", "", SUPERSCRIPT),
    *("%zz", "a%20b", "a%0d%0ab", "a+b"),
)
_ODD_COOKIES: Final = ("a/b=1", '"', "=v")
_ODD_COOKIE_VALUES: Final = ("caf\u00e9", '"', "", "a=b")
_ODD_LINES: Final = ("caf\u00e9", "a b", "", ",", "%zz")

_MOST_PARTS: Final = 4
"""How many segments, parameters, cookies and headers of an event are changed."""

_MOST_ABSENT: Final = 2
"""How many parameters and headers are put where they were absent."""

_NO_LINE: Final = frozenset({"host", "cookie", "via", "content-length", "transfer-encoding"})
_PREFLIGHT: Final = (
    ("origin", "https://www.example.com"),
    ("access-control-request-method", "PUT"),
)


def varied(kept: Sequence[Json], known: Vocabulary) -> Iterator[Json]:
    """Yield each of `kept` with one part changed: the first change of each, then the second.

    Headers and parameters with `known` names are changed, or put there: most handlers take
    something else for what is absent, and go the same way. What comes of it need not be valid.
    """
    rows = zip_longest(*(_changed(event, known) for event in reversed(kept)))
    return (event for row in rows for event in row if event is not None)


def _changed(event: Json, known: Vocabulary) -> Iterator[Json]:
    """Yield an event with one part changed, each kind of part in turn."""
    cf = event["Records"][0]["cf"]
    request = cf["request"]
    kinds = (
        (_with(event, uri=uri) for uri in _uris(request["uri"])),
        (_with(event, querystring=query) for query in _queries(request["querystring"], known)),
        (_with(event, headers=headers) for headers in _jars(request["headers"])),
        (_with(event, **fields) for fields in _methods(request)),
        (
            _with(event, message, headers=headers)
            for message in ("request", "response")
            if message in cf
            for headers in _lines(cf[message]["headers"], known)
        ),
    )
    return chain.from_iterable(filter(None, row) for row in zip_longest(*kinds))


def _with(event: Json, message: str = "request", **fields: Json) -> Json:
    record = event["Records"][0]
    cf = record["cf"]
    return {"Records": [{**record, "cf": {**cf, message: {**cf[message], **fields}}}]}


def _uris(uri: str) -> Iterator[str]:
    folder, _, last = uri.rpartition("/")
    ending = splitext(last)[1]
    yield f"{_ELSEWHERE}/{last}"
    yield from (f"{folder}/{name}{ending}" for name in _ODD_NAMES)
    yield _ELSEWHERE + uri
    yield f"{folder}//{last}"
    segments = folder.split("/")
    for index in range(1, min(len(segments), _MOST_PARTS)):
        yield "/".join((*segments[:index], _ODD_NAMES[0], *segments[index + 1 :], last))


def _queries(query: str, known: Vocabulary) -> Iterator[str]:
    pairs = query.split("&") if query else []
    there = {pair.partition("=")[0] for pair in pairs}
    absent = [query_part(name) for name in known.query_keys if query_part(name) not in there]
    for name in absent[:_MOST_ABSENT]:
        yield from ("&".join((*pairs, f"{name}={value}")) for value in _ODD_VALUES)
    for index in range(min(len(pairs), _MOST_PARTS)):
        name = pairs[index].partition("=")[0]
        others = (f"{name}={value}" for value in _ODD_VALUES)
        for other in (*others, name, f"{pairs[index]}&{pairs[index]}"):
            yield "&".join((*pairs[:index], other, *pairs[index + 1 :]))


def _jars(headers: Json) -> Iterator[Json]:
    pairs = [
        pair.strip()
        for entry in headers.get("cookie", ())
        for pair in entry["value"].split(";")
        if pair.strip()
    ]
    for jar in (*([*pairs, odd] for odd in _ODD_COOKIES), *_changed_jars(pairs)):
        yield _with_line(headers, "cookie", "; ".join(jar))


def _changed_jars(pairs: list[str]) -> Iterator[list[str]]:
    for index in range(min(len(pairs), _MOST_PARTS)):
        name = pairs[index].partition("=")[0]
        for value in _ODD_COOKIE_VALUES:
            yield [*pairs[:index], f"{name}={value}", *pairs[index + 1 :]]


def _methods(request: Json) -> Iterator[dict[str, Json]]:
    headers = request["headers"]
    for name, value in _PREFLIGHT:
        headers = headers if name in headers else _with_line(headers, name, value)
    yield {"method": "OPTIONS", "headers": headers}
    yield from ({"method": method} for method in METHODS if method != request["method"])


def _lines(headers: Json, known: Vocabulary) -> Iterator[Json]:
    names = [name for name in known.header_names if name not in _NO_LINE]
    there = [name for name in names if name in headers][:_MOST_PARTS]
    absent = [name for name in names if name not in headers][:_MOST_ABSENT]
    for name in (*there, *absent):
        yield from (_with_line(headers, name, value) for value in _ODD_LINES)


def _with_line(headers: Json, name: str, value: str) -> Json:
    key = headers[name][0]["key"] if name in headers else name
    return {**headers, name: [{"key": key, "value": value}]}
