"""The headers of a response: what fits its status, the method and the kind of origin."""

from collections.abc import Callable
from typing import Final

from edgeconform.strategies.draft import Case, Draft, Json, Node, Pair, Scene, Site, cases_of
from edgeconform.strategies.formats import response_sets as known
from edgeconform.strategies.formats.header_map import header_map
from edgeconform.strategies.formats.learnt_headers import learnt_bundles, with_bundle
from edgeconform.strategies.formats.response_sets import Lines
from edgeconform.strategies.plain import fits

_LINES: Final = "#response-lines"
_CONTENT: Final = "#content"
_CACHING: Final = "#caching"
_EMPTY: Final = "#no-headers"
_EXTRA_COUNTS = (0, 0, 0, 1, 1, 2, 3)
_SELDOM = 32
_MOST_LEARNT = 150
_NO_CONTENT = frozenset({"204", "304"})
_ERROR = "400"
_FOUND = "302"

_Seen = Callable[[Draft, list[Pair]], list[Pair]]


def origin_response_headers(site: Site) -> Node:
    """Make the header map of a response as it came from the origin."""
    return _node(site, _at_origin)


def viewer_response_headers(site: Site) -> Node:
    """Make the header map of a response on its way to the viewer, out of the cache or not."""
    return _node(site, _at_viewer)


def _node(site: Site, seen: _Seen) -> Node:
    allowed = _allowed(site.scene)
    extras = tuple(filter(None, (allowed(lines) for lines in known.EXTRAS)))
    learnt = tuple(learnt_bundles(site.scene, request=False))

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        draft.part()
        choose, fixed = draft.choose, draft.fixed
        if choose(_SELDOM) == _SELDOM - 1 or _EMPTY in fixed:
            return {}
        pairs = [known.DATE, *_content(draft, made["status"]), *_about(draft, made["status"])]
        for _ in range(_EXTRA_COUNTS[choose(len(_EXTRA_COUNTS))]):
            pairs = with_bundle(pairs, extras[choose(len(extras))])
        if learnt and draft.guided and choose(3):
            pairs = with_bundle(pairs, learnt[choose(len(learnt))])
        pairs = seen(draft, pairs)
        if fixed and _LINES in fixed:
            pairs = with_bundle(pairs, fixed[_LINES])
        return header_map(allowed(pairs), cased=choose(4) < 3)

    return Node(make=make, cases=_cases(site, (*extras, *learnt[:_MOST_LEARNT])))


def _allowed(scene: Scene) -> Callable[[list[Pair] | Lines], Lines]:
    denied = scene.limits.names("headers.disallowed")
    names = {name for lines in (*known.EXTRAS, known.S3) for name, _ in lines if name in denied}
    return lambda pairs: (
        tuple(pair for pair in pairs if pair[0] not in names) if names else tuple(pairs)
    )


def _content(draft: Draft, status: str) -> Lines:
    """Return the lines about the body and its caching."""
    choose, fixed = draft.choose, draft.fixed
    s3 = "s3" in draft.request.get("origin", ())
    if status in _NO_CONTENT:
        return (known.TAG,) if status == "304" else ()
    if status >= _ERROR and s3:
        return known.S3_ERROR
    contents, caching = known.CONTENTS, known.CACHING
    content = fixed.get(_CONTENT) or contents[choose(len(contents))]
    chosen = caching[choose(len(caching))]
    kept = fixed[_CACHING] if fixed and _CACHING in fixed else chosen
    tags = ((known.MODIFIED, known.TAG), (known.TAG,), (known.MODIFIED,), ())[choose(4)]
    return (*content, *kept, *(tags if status < _ERROR else ()))


def _about(draft: Draft, status: str) -> Lines:
    """Return the lines that the status asks for, and who sent it."""
    choose = draft.choose
    s3 = "s3" in draft.request.get("origin", ())
    server = "AmazonS3" if s3 else known.SERVERS[choose(len(known.SERVERS))]
    lines: Lines = (("server", server), *(known.S3 if s3 else ()))
    match status:
        case "301" | "302" | "303" | "307" | "308" | "201":
            place = known.LOCATIONS[choose(len(known.LOCATIONS))]
            return (("location", place), *lines)
        case "206":
            return (("content-range", "bytes 0-99/9593"), *lines)
        case "401":
            return (known.CHALLENGE, *lines)
        case "405":
            return (known.ALLOWED, *lines)
        case "416":
            return (("content-range", "bytes */9593"), *lines)
        case "429" | "503":
            return (known.RETRY, *lines)
    return lines


def _at_origin(draft: Draft, pairs: list[Pair]) -> list[Pair]:
    """Add Via, which some origins stand behind."""
    return [*pairs, known.VIA] if draft.choose(4) == 3 else pairs


def _at_viewer(draft: Draft, pairs: list[Pair]) -> list[Pair]:
    """Add what CloudFront itself writes: Via, and Age on a hit."""
    chosen = draft.choose(4)
    ages = known.AGES
    hit = (("age", ages[draft.choose(len(ages))]),) if chosen & 1 else ()
    own = [known.VIA] if chosen & 2 else []
    return [*with_bundle(pairs, hit), *own]


def _cases(site: Site, bundles: tuple[Lines, ...]) -> list[Case]:
    status = site.sibling("status")
    redirects = [(("location", place),) for place in known.LOCATIONS]
    cases = cases_of(_LINES, [*bundles, (known.VIA,), (known.CHUNKED,)])
    if fits(site.beside["status"])(_FOUND):
        cases += cases_of(_LINES, redirects, **{status: _FOUND})
    cases += cases_of(_CONTENT, known.CONTENTS) + cases_of(_CACHING, known.CACHING)
    return cases + cases_of(_EMPTY, (True,))
