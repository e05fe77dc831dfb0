"""From what a handler's source holds, the words that events should try on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from edgeconform.engine.captures import with_words
from edgeconform.engine.patterns import samples, unusual_samples, with_numbers
from edgeconform.engine.routes import routes
from edgeconform.engine.structured import structured
from edgeconform.handlers import Literals, SourcePattern
from edgeconform.strategies import Vocabulary
from edgeconform.strategies.options import METHODS
from edgeconform.strategies.words import ENDING, path_text

_MOST_NUMBERS: Final = 16
_MOST_PATTERNS: Final = 40
_MOST_NAMES: Final = 20
_MOST_SEARCHED: Final = 40
_MOST_HOSTS: Final = 4
_DOMAIN: Final = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}")

_NO_LITERAL: Final = re.compile(r"\\.|\[[^\]]*\]|\(\?P?<[^>]*>")
_WORD: Final = re.compile("[A-Za-z0-9_-]{3,}")
_BETWEEN_PAIRS: Final = re.compile("[;&?]")

_EVENT_FIELDS: Final = frozenset(
    {
        *("uri", "method", "querystring", "clientIp", "eventType", "status", "statusDescription"),
        *("domainName", "protocol", "region", "authMethod", "path", "data", "encoding", "action"),
    }
)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """What may be the name of a cookie or of a query parameter, alone or with its value."""

    names: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


def vocabulary(literals: Literals) -> Vocabulary:
    """Return where in an event each literal could matter."""
    fields = literals.field_values
    hosts = _hosts(value for name, value in literals.header_values if name == "host")
    joined = structured(literals)
    return Vocabulary(
        uris=(*literals.paths, *_starting("/", literals.prefixes), *_of(fields, "uri")),
        routes=routes(literals),
        segments=_words(literals.strings),
        extensions=(
            *(suffix for suffix in literals.suffixes if suffix.startswith(".")),
            *(f".{text}" for text in _of(fields, "uri") if ENDING.fullmatch(text)),
        ),
        header_names=literals.headers,
        header_values=(*joined, *_with_port(literals)),
        headers=literals.header_values,
        query_keys=literals.query_keys,
        query_values=(*joined, *_beyond(literals.hosts)),
        queries=literals.query_values,
        cookie_names=literals.cookies,
        cookie_values=joined,
        cookies=literals.cookie_values,
        fields=tuple(dict.fromkeys((*literals.query_keys, *guesses(literals).names))),
        members=literals.members,
        hosts=(*literals.hosts, *hosts, *_below(literals.hosts)),
        domains=literals.hosts,
        addresses=(*literals.strings, *_of(fields, "clientIp")),
        methods=_methods((*_of(fields, "method"), *literals.strings)),
        countries=_countries(literals.strings),
        statuses=_of(fields, "status"),
        numbers=_near(literals.numbers),
        strings=(*literals.strings, *literals.prefixes, *literals.suffixes),
    ) | _matching(literals, _near(literals.numbers))


def guesses(literals: Literals) -> Guesses:
    """Return the words that could be in a cookie or a query, wherever a parser handed them to.

    A parser's name may mislead: what `parse()` returned may be cookies as well as parameters.
    """
    named_pairs = (pair for pair in literals.field_values if pair[0] not in _EVENT_FIELDS)
    pairs = tuple(islice(named_pairs, _MOST_NAMES))
    parsed = (*literals.query_keys, *literals.cookies)
    names = (*literals.keys, *parsed, *(name for name, _ in pairs), *literals.strings)
    likely = dict.fromkeys(filter(_is_token, names))
    found = tuple(islice(likely, _MOST_NAMES))
    searched = islice(_searched_pairs(literals.patterns), _MOST_SEARCHED)
    return Guesses(names=(*found, *_begun(found)), pairs=tuple(dict.fromkeys((*pairs, *searched))))


def named(literals: Literals) -> frozenset[str]:
    """Return every string of the source, in lower case: what a handler names, it means.

    The words of patterns are among them, such as `utm_` and `gclid` of `^(utm_[a-z]+|gclid)=`.
    """
    groups = (
        literals.paths,
        literals.prefixes,
        literals.suffixes,
        literals.headers,
        literals.query_keys,
        literals.cookies,
        literals.keys,
        literals.hosts,
        literals.strings,
    )
    words = (word for each in literals.patterns for word in _literal_words(each.pattern))
    return frozenset(text.lower() for text in chain(words, *groups))


def _literal_words(pattern: str) -> list[str]:
    return _WORD.findall(_NO_LITERAL.sub(" ", pattern))


def _matching(literals: Literals, numbers: tuple[int, ...]) -> Vocabulary:
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
        found |= _placed(pattern, texts) if pattern.name else Vocabulary(strings=texts)
    return found


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


def _searched_pairs(patterns: tuple[SourcePattern, ...]) -> Iterator[Pair]:
    """Yield names with values that patterns look for, where nothing tells in what."""
    for pattern in patterns[:_MOST_PATTERNS]:
        if not pattern.place and "=" in pattern.pattern:
            texts = samples(pattern.pattern, pattern.flags)
            yield from (pair for pair in _pairs(texts) if _is_token(pair[0]))


def _pairs(texts: Iterable[str]) -> Iterator[Pair]:
    for text in texts:
        for part in _BETWEEN_PAIRS.split(text):
            name, equals, value = part.strip().partition("=")
            if equals and name:
                yield name, value


def _beyond(hosts: Iterable[str]) -> Iterator[str]:
    """Yield addresses elsewhere that begin like one of `hosts`, as a look at the start allows."""
    for host in islice(hosts, _MOST_HOSTS):
        yield from (f"https://{host}.evil.example/x", f"https://{host}@evil.example/x")


def _with_port(literals: Literals) -> Iterator[str]:
    """Yield hosts of the source, and one under each ending of a host, alone and with a port."""
    words = (*literals.suffixes, *literals.hosts, *literals.strings)
    for word in islice(filter(_DOMAIN.fullmatch, words), _MOST_HOSTS):
        host = f"a{word}" if word.startswith(".") else word
        yield from (host, f"{host}:8443")


def _hosts(values: Iterable[str]) -> Iterator[str]:
    """Yield values that Host is held against; a part of a name, such as `m.`, made whole."""
    for value in values:
        yield f"{value}example.com" if value.endswith(".") else value
        if value.startswith("."):
            yield f"www{value}"
        elif "." not in value:
            yield f"{value}.example.com"


def _below(hosts: Iterable[str]) -> Iterator[str]:
    """Yield names below `hosts`: a tenant's, such as one that ends in a dot and the host's name."""
    yield from (f"a.{host}" for host in islice(hosts, _MOST_HOSTS))


def _near(numbers: tuple[int | float, ...]) -> tuple[int, ...]:
    """Return whole numbers and those after them: most comparisons turn at one of the two."""
    whole = [number for number in numbers if isinstance(number, int) and number >= 0]
    return tuple(dict.fromkeys(n + more for n in whole[:_MOST_NUMBERS] for more in (0, 1)))


def _methods(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text in METHODS))


def _starting(start: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.startswith(start))


def _of(pairs: tuple[Pair, ...], field: str) -> tuple[str, ...]:
    return tuple(value for name, value in pairs if name == field)


def _words(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text and len(text) <= 64 and "/" not in text)


def _is_token(text: str) -> bool:
    known = all(char.isalnum() or char in "_-.[]" for char in text)
    return known and len(text) <= 40 and any(map(str.isalnum, text))


def _begun(names: Iterable[str]) -> Iterator[str]:
    """Yield names that begin with such as `utm_`, one of them with what no header's name has."""
    for name in names:
        if name.endswith(("_", "-", ".")):
            yield from (f"{name}x", f"{name}a:b")


def _countries(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if len(text) == 2 and text.isalpha() and text.isupper())
