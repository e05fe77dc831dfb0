"""The custom headers of an origin, within their quotas."""

from collections.abc import Sequence
from typing import Final

from edgeconform.strategies.draft import Case, Draft, Json, Node, Pair, Site, cases_of
from edgeconform.strategies.formats.header_map import header_map
from edgeconform.strategies.words import free_words, header_names, header_values

_SETS: Final[tuple[tuple[Pair, ...], ...]] = (
    (("x-origin-secret", "s3cr3t"),),
    (("my-origin-custom-header", "PROD"),),
    (("x-env", "staging"), ("x-backend", "blue"), ("x-empty", "")),
    (("x-host", "www.example.com"), ("x-config", '{"a":1}')),
)

_MOST_LEARNT = 40
_MOST_VALUES = 8
_MOST_TOGETHER = 3


def custom_headers(site: Site) -> Node:
    """Choose none, the simplest, or a few that no denylist holds."""
    denied = ("headers.custom-origin-denylist", "headers.disallowed")
    tables = [site.scene.limits.names(name) for name in denied]
    sets = [
        kept
        for one in (*_SETS, *_learnt(site))
        if (kept := tuple(pair for pair in one if not any(pair[0] in table for table in tables)))
    ]

    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        chosen = draft.choose(2 * len(sets) + 1)
        return header_map(sets[chosen % len(sets)] if chosen > len(sets) else (), cased=True)

    values = [header_map(one, cased=True) for one in ((), *sets, *_bounds(site))]
    cases: list[Case] = cases_of(site.slot, values)
    return Node(make=make, cases=cases)


def _learnt(site: Site) -> Sequence[tuple[Pair, ...]]:
    vocabulary = site.scene.vocabulary
    names = header_names(vocabulary.custom_names)
    words = (*vocabulary.header_values, *free_words(vocabulary))
    values = header_values(words)[:_MOST_VALUES]
    given = [
        (name.lower(), value)
        for name, value in vocabulary.headers
        if name.lower() in names and header_values((value,))
    ]
    extra = [(name, value) for name in names for value in ("1", *values)]
    single = [(pair,) for pair in (*given, *extra) if _is_free(site, pair[0])][:_MOST_LEARNT]
    return [*_together(site, names, dict(given), values), *single]


def _together(
    site: Site, names: Sequence[str], given: dict[str, str], values: Sequence[str]
) -> list[tuple[Pair, ...]]:
    """Return all names that the handler asks for at once, as where it is configured.

    Each has the value that the source names with it, if any; the others have one value by turns.
    """
    free = [name for name in names if _is_free(site, name)]
    if len(free) < 2:
        return []
    rest = ("1", *values[:_MOST_TOGETHER])
    return [tuple((name, given.get(name, value)) for name in free) for value in rest]


def _is_free(site: Site, name: str) -> bool:
    """Whether a custom header may have the name, and does not take that of one of CloudFront's."""
    written = site.scene.limits.names("headers.origin-request.written")
    return name not in written and not name.startswith("cloudfront-")


def _bounds(site: Site) -> list[tuple[Pair, ...]]:
    """Return the most headers, the longest name, the longest value, and the most bytes."""
    schema = site.schema
    count = int(schema["maxProperties"])
    name, value = int(schema["propertyNames"]["maxLength"]), int(schema["x-maxValueLength"])
    total = int(schema["x-maxTotalLength"])
    most = tuple((f"x-custom-{number:02}", "v") for number in range(count))
    longest_name = (("x-" + "n" * (name - 2), "v"),)
    longest_value = (("x-value", "v" * value),)
    whole, rest = divmod(total, value + len("x-0"))
    full = [(f"x-{number}", "v" * value) for number in range(whole)]
    last = [("x-r", "v" * (rest - len("x-r")))] if rest > len("x-r") else []
    return [most, most[:-1], longest_name, longest_value, tuple(full + last)]
