"""From what a handler's source holds, the words that events should try on it."""

from edgeconform.handlers import Literals
from edgeconform.strategies import Vocabulary


def vocabulary(literals: Literals) -> Vocabulary:
    """Return where in an event each literal could matter."""
    fields = literals.field_values
    return Vocabulary(
        uris=(*literals.paths, *_starting("/", literals.prefixes), *_of(fields, "uri")),
        segments=_words(literals.strings),
        extensions=tuple(suffix for suffix in literals.suffixes if suffix.startswith(".")),
        header_names=literals.headers,
        headers=literals.header_values,
        query_keys=literals.query_keys,
        queries=literals.query_values,
        cookie_names=literals.cookies,
        cookies=literals.cookie_values,
        hosts=literals.hosts,
        countries=_countries(literals.strings),
        statuses=_of(fields, "status"),
        numbers=tuple(number for number in literals.numbers if isinstance(number, int)),
        strings=(*literals.strings, *literals.prefixes, *literals.suffixes),
    )


def named(literals: Literals) -> frozenset[str]:
    """Return every string of the source, in lower case: what a handler names, it means."""
    groups = (
        literals.paths,
        literals.prefixes,
        literals.suffixes,
        literals.headers,
        literals.query_keys,
        literals.cookies,
        literals.hosts,
        literals.strings,
    )
    return frozenset(text.lower() for group in groups for text in group)


def _starting(start: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.startswith(start))


def _of(pairs: tuple[tuple[str, str], ...], field: str) -> tuple[str, ...]:
    return tuple(value for name, value in pairs if name == field)


def _words(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text and len(text) <= 64 and "/" not in text)


def _countries(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if len(text) == 2 and text.isalpha() and text.isupper())
