"""Paths: known troublemakers, ordinary ones from pools, and ones put together."""

from collections.abc import Callable, Sequence

from edgeconform.strategies.distributions import HOST
from edgeconform.strategies.draft import Case, Draft, Json, Node, Site, cases_of, weighted
from edgeconform.strategies.formats.uri_values import (
    ENDINGS,
    LENIENT_URIS,
    ODD_PARTS,
    SEGMENTS,
    URIS,
)
from edgeconform.strategies.formats.uri_words import uri_words, whole_paths
from edgeconform.strategies.plain import fits, fitting
from edgeconform.strategies.pools import pool
from edgeconform.strategies.words import crossed, distinct, hosts_of

SCHEME = len("https://")
LONG = 2_000
_MOST_CASES = 500
_MOST_HOSTED = 60
_SEGMENTS = (*SEGMENTS, *pool("segments"))
_COUNTS = (0, 0, 1, 1, 1, 2, 2, 3, 4, 6)
_ROUTES = 3
"""One learnt path of so many is a route, where there are any."""

_MOST_ROUTES = 100
_LONGER = 4
"""One learnt path of so many goes on as another path does."""

_Make = Callable[[Draft], str]


def uris(site: Site) -> Node:
    """Choose a path within the quota of the whole URL, which counts scheme and host too."""
    bounds = fits(site.schema)
    learnt = fitting(site.schema, uri_words(site.scene.vocabulary))
    whole = fitting(site.schema, whole_paths(site.scene.vocabulary))
    routes = fitting(site.schema, distinct(site.scene.vocabulary.routes))
    known = fitting(site.schema, weighted(*((u, 3) for u in URIS), *((u, 1) for u in LENIENT_URIS)))
    ordinary = fitting(site.schema, pool("uris"))
    makers: tuple[_Make, ...] = weighted(
        (_from(known), 5),
        (_from(ordinary), 4),
        (_composed, 5),
        (_odd(ordinary), 2),
        *(((_long(_room(site)), 1),) if _room(site) > LONG else ()),
    )
    longest = _room(site)

    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        draft.part()
        choose = draft.choose
        if learnt and draft.guided and choose(5):
            table = whole if whole and choose(2) else learnt
            if routes and not choose(_ROUTES):
                table = routes
            made = table[choose(len(table))]
            if choose(_LONGER) == _LONGER - 1:
                made = made.rstrip("/") + makers[choose(len(makers))](draft)
        else:
            made = makers[choose(len(makers))](draft)
        if len(made) > LONG:
            draft.large = True
            made = made[: longest - len(draft.host)]
        return made if bounds(made) else known[0]

    some = routes[:: len(routes) // _MOST_ROUTES + 1]
    return Node(make=make, cases=_cases(site, known, (*some, *learnt)))


def _room(site: Site) -> int:
    return int(site.schema.get("maxLength", LONG)) - SCHEME


def _from(table: Sequence[str]) -> _Make:
    if not table:
        return _composed
    return lambda draft: table[draft.choose(len(table))]


def _composed(draft: Draft) -> str:
    choose, segments = draft.choose, _SEGMENTS
    count = 1 + _COUNTS[choose(len(_COUNTS))]
    path = "".join(f"/{segments[choose(len(segments))]}" for _ in range(count))
    return path + ENDINGS[choose(len(ENDINGS))]


def _odd(table: Sequence[str]) -> _Make:
    def make(draft: Draft) -> str:
        path = _from(table)(draft)
        place = 1 + draft.choose(len(path))
        return path[:place] + ODD_PARTS[draft.choose(len(ODD_PARTS))] + path[place:]

    return make


def _long(room: int) -> _Make:
    units = ("a", "/", "/a", "%20", "a.")
    lengths = (LONG + 1, 4_096, 8_100, room)

    def make(draft: Draft) -> str:
        unit = units[draft.choose(len(units))]
        return _repeated(unit, lengths[draft.choose(len(lengths))])

    return make


def _repeated(unit: str, length: int) -> str:
    return "/" + (unit * (length // len(unit)))[: length - 1].removesuffix("%").removesuffix("%2")


def _cases(site: Site, known: Sequence[str], learnt: Sequence[str]) -> list[Case]:
    room = _room(site)
    host = f"{'a' * 20}.example"
    spare = room - len(host)
    lengths = [length for length in (8_100, spare - 1, spare) if length <= spare]
    long = [_repeated(unit, length) for unit in ("a", "/", "%20") for length in lengths]
    texts = (*dict.fromkeys(known), "/s" * 100, *pool("uris")[:20], *learnt[:_MOST_CASES])
    cases = cases_of(site.slot, fitting(site.schema, texts))
    cases += cases_of(site.slot, fitting(site.schema, long), **{HOST: host})
    hosts = hosts_of(site.scene.vocabulary)
    for name, path in crossed(hosts, fitting(site.schema, learnt), most=_MOST_HOSTED):
        cases += cases_of(site.slot, (path,), **{HOST: name})
    return cases
