"""Query strings: none in two of five events, troublemakers, and pairs put together."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from edgeconform.strategies.distributions import FORWARDING, HOST, forwarding
from edgeconform.strategies.draft import Case, Draft, Json, Node, Site, cases_of, weighted
from edgeconform.strategies.formats.query_words import (
    learnt_keys,
    query_maker,
    query_trials,
    query_words,
)
from edgeconform.strategies.formats.querystring_values import (
    KEYS,
    LENIENT_QUERIES,
    QUERIES,
    VALUES,
)
from edgeconform.strategies.formats.uri import SCHEME
from edgeconform.strategies.formats.uri_words import learnt_paths
from edgeconform.strategies.plain import fits, fitting
from edgeconform.strategies.pools import pool
from edgeconform.strategies.words import crossed

_LONG = 2_000
_NEARLY = 7_900
_SHORT_HOST = f"{'a' * 20}.example"

_MOST_CASES = 250
_MOST_CROSSED = 140
_MOST_LONG = 24
_SHARES = 20
_EMPTY = 8
_KEYS = (*KEYS, *pool("query_keys"))
_VALUES = (*VALUES, *pool("query_values"))
_PLAIN = re.compile(r"/\w[\w./~-]{,200}", re.ASCII)

_Make = Callable[[Draft], str]


def querystrings(site: Site) -> Node:
    """Choose a query string that fits the URL's quota; none where the policy keeps it back."""
    bounds = fits(site.schema)
    learnt = fitting(site.schema, query_words(site.scene.vocabulary))
    join = query_maker(site.scene.vocabulary)
    known = fitting(
        site.schema, weighted(*((q, 4) for q in QUERIES), *((q, 1) for q in LENIENT_QUERIES))
    )
    makers: tuple[_Make, ...] = weighted((_from(known), 6), (_pairs, 6))
    room, origin_side = _room(site), site.scene.event_type.side == "origin"

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        draft.part()
        if origin_side and draft.policy not in FORWARDING:
            return ""
        choose = draft.choose
        if learnt and draft.guided and not draft.large and choose(3):
            joined = join(draft) if join and choose(3) else ""
            return joined if joined and bounds(joined) else learnt[choose(len(learnt))]
        share = choose(_SHARES)
        if share < _EMPTY:
            return ""
        if share == _SHARES - 1 and choose(4) == 3:
            return _long(draft, room, made)
        query = makers[choose(len(makers))](draft)
        return query if bounds(query) and not draft.large else ""

    return Node(make=make, cases=_cases(site, known, learnt))


def _room(site: Site) -> int:
    return int(site.schema.get("maxLength", _LONG)) - SCHEME - len("?")


def _from(table: Sequence[str]) -> _Make:
    return lambda draft: table[draft.choose(len(table))] if table else ""


def _pairs(draft: Draft) -> str:
    choose = draft.choose
    return "&".join(
        f"{_KEYS[choose(len(_KEYS))]}={_VALUES[choose(len(_VALUES))]}" for _ in range(1 + choose(4))
    )


def _long(draft: Draft, room: int, made: dict[str, Any]) -> str:
    spare = room - len(draft.host) - len(made.get("uri", "").encode())
    if spare < _LONG:
        return ""
    draft.large = True
    if draft.choose(2):
        return _many(min(500, spare // len("a000=0&")))
    return _filled("a", min(spare, _NEARLY))


def _filled(key: str, length: int) -> str:
    return f"{key}=".ljust(length, "b")


def _many(count: int) -> str:
    return "&".join(f"a{number:03}={number % 10}" for number in range(count))


def _cases(site: Site, known: Sequence[str], learnt: Sequence[str]) -> list[Case]:
    needed = forwarding(site.scene)
    if needed is None:
        return []
    spare = _room(site) - len(_SHORT_HOST) - len("/")
    lengths = [length for length in (_NEARLY, spare - 1, spare) if length <= spare]
    long = [_filled("a", length) for length in lengths]
    cases = cases_of(site.slot, ["", *dict.fromkeys(known), *learnt[:_MOST_CASES]], **needed)
    cases += cases_of(site.slot, fitting(site.schema, [_many(500)]), **needed)
    cases += _on_paths(site, needed)
    cases += _long_on_paths(site, needed)
    return cases + cases_of(site.slot, fitting(site.schema, long), **{**needed, HOST: _SHORT_HOST})


def _plain_paths(site: Site) -> tuple[str, ...]:
    return tuple(filter(_PLAIN.fullmatch, learnt_paths(site)))


def _on_paths(site: Site, needed: Case) -> Iterator[Case]:
    """Return learnt queries on learnt paths: many a handler reads the one on the other only."""
    uri = site.sibling("uri")
    queries = fitting(site.schema, query_trials(site.scene.vocabulary))
    for path, query in crossed(_plain_paths(site), queries, most=_MOST_CROSSED):
        yield {site.slot: query, uri: path, **needed}


def _long_on_paths(site: Site, needed: Case) -> Iterator[Case]:
    """Return long queries on learnt paths: a page may show what it was asked for.

    They leave room for what a handler puts before a path: that is tried on ordinary ones.
    """
    uri = site.sibling("uri")
    keys = learnt_keys(site.scene.vocabulary) or ("a",)
    for path, key in crossed(_plain_paths(site), keys, most=_MOST_LONG):
        for fitted in fitting(site.schema, (_filled(key, _NEARLY - len(path)),)):
            yield {site.slot: fitted, uri: path, **needed, HOST: _SHORT_HOST}
