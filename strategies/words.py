"""Which words of a vocabulary can stand where, as CloudFront would carry them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from ipaddress import ip_address, ip_network
from itertools import product
from typing import Any, Final, TypeVar
from urllib.parse import quote

from edgeconform.strategies.vocabulary import Vocabulary

T = TypeVar("T")
U = TypeVar("U")

TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A field name: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2"""

ENDING: Final = re.compile("[a-z][a-z0-9]{1,4}")
"""What a part of the path is held against, and may be the part behind its last dot."""

PAIRED: Final = "a" + "\U0001f600" * 60
"""Characters of two units in UTF-16 behind one of one unit.

JavaScript cuts such a text in the middle of a character at any even index, and cannot encode that.
"""

HIGH: Final = "99999"
"""A number that may serve as an index."""

SUPERSCRIPT: Final = "%C2%B2"
"""A digit to Unicode, of which no number is made."""

NO_JSON: Final = "bm8.bm8.bm8"
"""A token of three parts that can be decoded, to text that is no JSON."""

_LONGEST = 1024
_LONGEST_NAME = 128
_CROSSED = 300
_HOST = re.compile(r"(?!\d+(\.\d+){3}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9-]+)+")
_BUCKET = re.compile(r"[a-z0-9.-]+\.s3(\.[a-z0-9-]+)?\.amazonaws\.com")
_BEGINNING = re.compile(r"(?:\d{1,3}\.){1,3}|\d{1,3}\.\d{1,3}\.\d{1,3}")
_VALUE = re.compile(r"[^\x00-\x1f\x7f]*")
_COOKIE_NAME = re.compile(r"[^\x00-\x20\x7f;=,]+")
_COOKIE_VALUE = re.compile(r"[^\x00-\x1f\x7f;]*")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\"#<>?`{}|\\^\[\]]|[^\x00-\x7f]")
_UNSAFE_QUERY = re.compile(r"[\x00-\x20\x7f\"#<>`{}|\\^\[\]]|[^\x00-\x7f]")


def crossed(left: Sequence[T], right: Sequence[U], most: int = _CROSSED) -> Iterator[tuple[T, U]]:
    """Pair each of `left` with as many of `right` as make `most` pairs, at least with the first."""
    share = max(1, most // max(1, len(left)))
    return product(left[:most], right[:share])


def carriable(vocabulary: Vocabulary) -> Vocabulary:
    """Return `vocabulary` without the words that are too long, or that UTF-8 cannot carry."""
    return Vocabulary(
        **{field.name: _carriable(getattr(vocabulary, field.name)) for field in fields(vocabulary)}
    )


def _carriable(words: Any) -> Any:
    return words if isinstance(words, bool) else tuple(filter(_every, words))


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Return `words` that are not too long and that UTF-8 can carry, each once."""
    return tuple(dict.fromkeys(word for word in words if _carried(word)))


def hosts_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words that can be what a viewer asked for as host."""
    return tuple(word for word in distinct(vocabulary.hosts) if _HOST.fullmatch(word))


def domains_of(vocabulary: Vocabulary, *, s3: bool) -> tuple[str, ...]:
    """Return the words that can be the name of an origin, either of buckets or of the others."""
    names = (word for word in distinct(vocabulary.domains) if _HOST.fullmatch(word))
    return tuple(name for name in names if s3 == bool(_BUCKET.fullmatch(name)))


def addresses_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words that are addresses of either version, and one of each block of them."""
    words = distinct(vocabulary.addresses)
    made = (address for word in words if (address := _address_in(word)))
    return distinct((*filter(_is_address, words), *made))


def header_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` in lower case, without what is no header name or too long for one."""
    return tuple(
        word.lower()
        for word in distinct(names)
        if len(word) <= _LONGEST_NAME and TOKEN.fullmatch(word)
    )


def header_values(words: Iterable[str]) -> tuple[str, ...]:
    """Return what can be a header's value, without the blanks around it that HTTP drops."""
    return distinct(word.strip() for word in words if _VALUE.fullmatch(word))


def free_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words that may stand wherever text may."""
    return distinct((*vocabulary.strings, *map(str, vocabulary.numbers), *vocabulary.countries))


def cookie_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return what can be a cookie's name."""
    return tuple(word for word in distinct(names) if _COOKIE_NAME.fullmatch(word))


def cookie_values(words: Iterable[str]) -> tuple[str, ...]:
    """Return what can be a cookie's value."""
    return tuple(word for word in distinct(words) if _COOKIE_VALUE.fullmatch(word))


def path_text(word: str) -> str:
    """Return `word` with what no path can carry percent-encoded."""
    return _UNSAFE.sub(_encoded, word)


def query_text(word: str) -> str:
    """Return `word` with what no query string can carry percent-encoded."""
    return _UNSAFE_QUERY.sub(_encoded, word.removeprefix("?"))


def query_part(word: str) -> str:
    """Return `word` encoded as a key or value of a query string."""
    return quote(word, safe="/:,@!$'()*~")


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return "%" not in word


def _address_in(block: str) -> str:
    """Return an address in a block such as `10.0.0.0/8` or `192.0.2.`; empty for what is none."""
    if _BEGINNING.fullmatch(block):
        parts = [*filter(None, block.split(".")), "1", "1", "1"]
        return ".".join(parts[:4])
    try:
        network = ip_network(block, strict=False) if "/" in block else None
    except ValueError:
        return ""
    return str(network[min(1, network.num_addresses - 1)]) if network else ""


def _encoded(found: re.Match[str]) -> str:
    return quote(found.group(), safe="")


def _every(word: str | int | tuple[str, ...]) -> bool:
    match word:
        case str():
            return _carried(word)
        case int():
            return True
        case _:
            return all(map(_carried, word))


def _carried(word: str) -> bool:
    return len(word) <= _LONGEST and not any("\ud800" <= char <= "\udfff" for char in word)
