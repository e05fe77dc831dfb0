"""Status codes and their descriptions."""

from http import HTTPStatus
from typing import Final

from edgeconform.strategies.draft import ABSENT, Draft, Json, Node, Site, cases_of, weighted
from edgeconform.strategies.plain import fitting

_REASONS: Final = {str(status.value): status.phrase for status in HTTPStatus}
_ODD: Final = ("", "ok", "No Reason At All")
_LEARNT_SHARE = 3
_MOST_CROSSED = 6
_PATHS: Final = ("//evil.example/x", "/%zz", "/a%20b", "/a/")
"""What breaks a handler that makes an address of the path, as it may for one status alone."""


def codes(site: Site) -> Node:
    """Choose a status out of `x-values` that keeps the schema's pattern."""
    known = weighted(*site.schema["x-values"].items())
    table = fitting(site.schema, known)
    vocabulary = site.scene.vocabulary
    learnt = fitting(site.schema, (*vocabulary.statuses, *map(str, vocabulary.numbers)))

    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        draft.part()
        if learnt and draft.guided and draft.choose(_LEARNT_SHARE) == 1:
            return learnt[draft.choose(len(learnt))]
        return table[draft.choose(len(table))]

    cases = cases_of(site.slot, tuple(dict.fromkeys((*table, *learnt))))
    uri = site.slot.replace("response.status", "request.uri")
    for status in tuple(dict.fromkeys(learnt))[:_MOST_CROSSED]:
        cases += cases_of(uri, _PATHS, **{site.slot: status})
    return Node(make=make, cases=cases)


def descriptions(site: Site) -> Node:
    """Make the usual words for the status; seldom others, or none."""
    odd: tuple[Json, ...] = (*_ODD, ABSENT)
    size = 32

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        chosen = draft.choose(size)
        usual = _REASONS.get(made["status"], "")
        return usual if chosen < size - len(odd) else odd[size - 1 - chosen]

    return Node(make=make, cases=cases_of(site.slot, odd))
