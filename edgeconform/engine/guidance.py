"""From what a handler's source holds, the words that events should try on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from edgeconform.engine.pattern_words import Pair, is_token, literal_words, matching, searched_pairs
from edgeconform.engine.routes import routes
from edgeconform.engine.structured import structured
from edgeconform.handlers import Literals
from edgeconform.strategies import Vocabulary
from edgeconform.strategies.options import METHODS
from edgeconform.strategies.words import ENDING

_MOST_NUMBERS: Final = 16
_MOST_NAMES: Final = 20
_MOST_SEARCHED: Final = 40
_MOST_HOSTS: Final = 4
_MOST_LABELS: Final = 12
_LABEL: Final = re.compile("(?!host|cookie)[a-z][a-z0-9-]{1,24}")
_DOMAIN: Final = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}")

_EVENT_FIELDS: Final = frozenset(
    {
        *("uri", "method", "querystring", "clientIp", "eventType", "status", "statusDescription"),
        *("domainName", "protocol", "region", "authMethod", "path", "data", "encoding", "action"),
    }
)


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
        values=tuple(_named_pairs(literals)),
        takes_tokens=literals.takes_tokens,
        hosts=(*literals.hosts, *hosts, *_below(literals.hosts), *_labelled(literals)),
        domains=literals.hosts,
        addresses=(*literals.strings, *_of(fields, "clientIp")),
        methods=_methods((*_of(fields, "method"), *literals.strings)),
        countries=_countries(literals.strings),
        statuses=_of(fields, "status"),
        numbers=_near(literals.numbers),
        strings=(*literals.strings, *literals.prefixes, *literals.suffixes),
    ) | matching(literals, _near(literals.numbers))


def guesses(literals: Literals) -> Guesses:
    """Return the words that could be in a cookie or a query, wherever a parser handed them to.

    A parser's name may mislead: what `parse()` returned may be cookies as well as parameters.
    """
    pairs = tuple(islice(_named_pairs(literals), _MOST_NAMES))
    parsed = (*literals.query_keys, *literals.cookies)
    names = (*literals.keys, *parsed, *(name for name, _ in pairs), *literals.strings)
    likely = dict.fromkeys(filter(is_token, names))
    found = tuple(islice(likely, _MOST_NAMES))
    searched = islice(searched_pairs(literals), _MOST_SEARCHED)
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
    words = (word for each in literals.patterns for word in literal_words(each.pattern))
    return frozenset(text.lower() for text in chain(words, *groups))


def _named_pairs(literals: Literals) -> Iterator[Pair]:
    """Yield names with what they are compared with, but for those of the event's own fields."""
    return (pair for pair in literals.field_values if pair[0] not in _EVENT_FIELDS)


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


def _labelled(literals: Literals) -> Iterator[str]:
    """Yield hosts whose first part is a word of the source, if it names Host at all: a tenant's."""
    if "host" not in (*literals.headers, *literals.strings):
        return
    domain = next(iter(literals.hosts), "example.com")
    words = filter(_LABEL.fullmatch, (*literals.tables, *literals.strings))
    yield from (f"{word}.{domain}" for word in islice(words, _MOST_LABELS))


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


def _begun(names: Iterable[str]) -> Iterator[str]:
    """Yield names that begin with such as `utm_`, one of them with what no header's name has."""
    for name in names:
        if name.endswith(("_", "-", ".")):
            yield from (f"{name}x", f"{name}a:b")


def _countries(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if len(text) == 2 and text.isalpha() and text.isupper())
