"""Ordinary events with the words of a source: pairs that a careless cache takes for one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import prod
from typing import Final

from edgeconform.engine.minimise import Valid
from edgeconform.engine.relations.siblings import moved, with_fields
from edgeconform.model import Json
from edgeconform.strategies import Vocabulary
from edgeconform.strategies.formats.learnt_headers import named_credentials

MOST_PAIRS: Final = 16
LEAST_VERSIONS: Final = 4
MOST_VERSIONS: Final = 8
MOST_PATHS: Final = 10
MOST_NAMES: Final = 10
MOST_WORDS: Final = 16

_LONGEST: Final = 40
_CREDENTIALS: Final = re.compile("(basic|bearer) +[^ ]", re.IGNORECASE)
_LANGUAGE: Final = re.compile("[a-z]{2}(-[A-Z]{2})?")
_UNLIKE_OTHERS: Final = frozenset({"host", "cookie", "set-cookie", "content-length"})

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelt:
    """An ordinary event on a path of the source, and the same with a word everywhere.

    `plain` and `rich` share path and client, and from the second on the host; `number` tells those
    on one `path` apart.
    """

    path: int
    number: int
    plain: Json
    rich: Json


def spelt_out(vocabulary: Vocabulary, base: Json, valid: Valid) -> Iterator[Spelt]:
    """Yield events on each path of the source.

    The rich ones have a value for every header, cookie and parameter that the source knows, in turn
    another one, so that what is cached by one value meets several paths. The first of a path is on
    another distribution; from the second number on each pair has a host of its own, and some a path
    that goes on, so that what is cached by these is not settled by the first.
    """
    uris = (base["Records"][0]["cf"]["request"]["uri"], *vocabulary.uris)
    plain = (with_fields(base, uri=uri) for uri in dict.fromkeys(uris))
    ordinary = list(islice(filter(valid, plain), MOST_PATHS))
    words = _Words(vocabulary, base, valid)
    versions = max(1, min(words.versions, MOST_PAIRS // len(ordinary)))
    for number in range(versions):
        for path, event in enumerate(ordinary):
            poor = _apart(event, number, path, valid) if number else event
            rich = words.put_into(poor if number else moved(event), number + path)
            yield Spelt(path=path, number=number, plain=poor, rich=rich)


def _apart(event: Json, number: int, path: int, valid: Valid) -> Json:
    uri = event["Records"][0]["cf"]["request"]["uri"]
    if number // 2 % 2 and "." not in uri:
        event = with_fields(event, uri=f"{uri.removesuffix('/')}/p{number}")
    named = _with_host(event, f"h{number}-{path}.example.com")
    return named if valid(named) else event


def _with_host(event: Json, host: str) -> Json:
    headers = event["Records"][0]["cf"]["request"]["headers"]
    return with_fields(event, headers={**headers, "host": [{"key": "Host", "value": host}]})


class _Words:
    """What may stand in each header, cookie and parameter that a source knows.

    It takes `versions` events to see most of it; what only counts needs some, too.
    """

    def __init__(self, vocabulary: Vocabulary, base: Json, valid: Valid) -> None:
        words = tuple(islice(filter(_is_word, dict.fromkeys(vocabulary.strings)), MOST_WORDS))
        words = words or ("1",)
        written = [text.partition("=") for text in vocabulary.strings if text.count("=") == 1]
        told = [(name, value) for name, _, value in written if _is_word(name) and _is_word(value)]
        names = (*(name for name, _ in vocabulary.headers), *vocabulary.header_names)
        headers = _grouped(vocabulary.headers, (name.lower() for name in names), words)
        for name in headers:
            own = (value for other, value in vocabulary.headers if other.lower() == name)
            meant = (*own, *_meant_for(name, vocabulary))
            headers[name] = tuple(dict.fromkeys(meant)) or headers[name]
        known = (name for name in headers if name not in _UNLIKE_OTHERS)
        self._headers = {
            name: headers[name]
            for name in islice(known, MOST_NAMES)
            if valid(_with_header(base, name, headers[name][0]))
        }
        guessed = (*vocabulary.cookie_names, *vocabulary.cookie_guesses)
        self._cookies = _grouped((*vocabulary.cookies, *told), guessed, words)
        guessed = (*vocabulary.query_keys, *vocabulary.query_guesses)
        self._queries = _grouped((*vocabulary.queries, *told), guessed, words)
        self._valid = valid
        values = (*self._headers.values(), *self._cookies.values(), *self._queries.values())
        self.versions = max(LEAST_VERSIONS, min(MOST_VERSIONS, prod(map(len, values))))

    def put_into(self, event: Json, number: int) -> Json:
        """Return `event` with one value for each name, the ones of that number."""
        made = event
        for name, value in _chosen(self._headers, number):
            made = _first_valid(self._valid, _with_header(made, name, value), made)
        if cookies := "; ".join(map("=".join, _chosen(self._cookies, number))):
            made = _first_valid(self._valid, _with_header(made, "cookie", cookies), made)
        if query := "&".join(map("=".join, _chosen(self._queries, number))):
            made = _first_valid(self._valid, with_fields(made, querystring=query), made)
        return made


def _grouped(
    told: Iterable[Pair], names: Iterable[str], words: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the values of each name: those that belong to it, or else any of the words."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in told:
        values[name] = (*values.get(name, ()), value)
    for place, name in enumerate(names):
        values.setdefault(name, words[place % len(words) :] + words[: place % len(words)])
    return values


def _meant_for(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words of a source that have the form of a header's values; empty for most."""
    if name == "authorization":
        whole = (text for text in vocabulary.strings if _CREDENTIALS.match(text))
        return (*whole, *named_credentials(vocabulary))
    if name == "accept-language":
        return tuple(filter(_LANGUAGE.fullmatch, vocabulary.strings))
    if name.startswith("cloudfront-is-"):
        return ("true",)
    return vocabulary.countries if "country" in name else ()


def _chosen(values: dict[str, tuple[str, ...]], number: int) -> Iterator[Pair]:
    for name, own in islice(values.items(), MOST_NAMES):
        yield name, own[number % len(own)]


def _with_header(event: Json, name: str, value: str) -> Json:
    headers = event["Records"][0]["cf"]["request"]["headers"]
    return with_fields(event, headers={**headers, name: [{"key": name.title(), "value": value}]})


def _first_valid(valid: Valid, wanted: Json, otherwise: Json) -> Json:
    return wanted if valid(wanted) else otherwise


def _is_word(text: str) -> bool:
    known = all(char.isalnum() or char in "_-." for char in text)
    return known and text.isascii() and 0 < len(text) <= _LONGEST and any(map(str.isalnum, text))
