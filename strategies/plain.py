"""Programs for what JSON Schema has words for: enumerations, numbers, booleans, plain text."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from edgeconform.schemas import Schema
from edgeconform.strategies.draft import Draft, Json, Node, Site, cases_of, weighted

_NEIGHBOURHOOD = 100
_WORDS = ("a", "example", "0", "")


def fits(schema: Schema) -> Callable[[str], bool]:
    """Return whether a string keeps the bounds that `schema` sets: enum, lengths, pattern."""
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
    pattern = re.compile(schema.get("pattern", ""))
    known = schema.get("enum")

    def keeps(text: str) -> bool:
        return (
            shortest <= len(text) <= longest
            and pattern.search(text) is not None
            and (known is None or text in known)
        )

    return keeps


def fitting(schema: Schema, texts: Iterable[str]) -> tuple[str, ...]:
    """Return those of `texts` that keep the bounds of `schema`, each as often as it stands."""
    return tuple(filter(fits(schema), texts))


def constant(site: Site) -> Node:
    """Make the value that `const` gives."""
    value = site.schema["const"]
    return Node(make=lambda _draft, _made: value)


def enumerated(site: Site) -> Node:
    """Choose among `enum`, weighted by `x-values`; the first is the simplest."""
    return choice(site, site.schema["enum"])


def choice(site: Site, values: Iterable[Any]) -> Node:
    """Choose among `values`, weighted by `x-values` of the schema."""
    weights = site.schema.get("x-values", {})
    distinct = tuple(dict.fromkeys(values))
    table = weighted(*((value, weights.get(str(value), 1)) for value in distinct))
    size = len(table)

    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        return table[draft.choose(size)]

    return Node(make=make, cases=cases_of(site.slot, distinct))


def boolean(site: Site) -> Node:
    """Choose false, the simpler, or true."""
    return Node(
        make=lambda draft, _made: draft.choose(2) == 1, cases=cases_of(site.slot, (False, True))
    )


def integer(site: Site) -> Node:
    """Choose among `x-values`, the bounds, and any number between them."""
    low, high = _range(site.schema)
    weights = {int(value): weight for value, weight in site.schema.get("x-values", {}).items()}
    inside = {value: weight for value, weight in weights.items() if low <= value <= high}
    bounds = [value for value in (low, low + 1, high - 1, high) if low <= value <= high]
    table = weighted(*inside.items(), *((value, 1) for value in dict.fromkeys(bounds)))
    size, width = len(table), high - low + 1

    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        chosen = draft.choose(size + 1)
        return table[chosen] if chosen < size else low + draft.choose(width)

    return Node(make=make, cases=cases_of(site.slot, tuple(dict.fromkeys(table))))


def text(site: Site) -> Node:
    """Choose among a few words that keep the bounds, the shortest and the longest with them."""
    lengths = {site.schema.get("minLength", 0), min(site.schema.get("maxLength", 64), 4096)}
    words = fitting(site.schema, (*_WORDS, *("a" * length for length in sorted(lengths))))
    if not words:
        raise ValueError(f"{site.slot}: no strategy for the format or pattern of {site.schema}")
    return choice(site, words)


def _range(schema: Schema) -> tuple[int, int]:
    if "anyOf" in schema:
        low, high = zip(*(_range(part) for part in schema["anyOf"]), strict=True)
        return min(low), max(high)
    low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    high = schema.get("maximum", schema.get("exclusiveMaximum", low + _NEIGHBOURHOOD) - 1)
    return int(low), max(int(low), int(high))
