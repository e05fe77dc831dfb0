"""The header lines that a viewer sends."""

from collections.abc import Callable, Sequence
from typing import Final

from edgeconform.strategies.draft import Draft, Json, Pair, Scene
from edgeconform.strategies.formats.cookies import cookie_maker
from edgeconform.strategies.formats.extras import BIG_EXTRAS, EXTRAS, Bundle
from edgeconform.strategies.formats.header_sets import SET_TABLE, Choices, HeaderSet
from edgeconform.strategies.formats.learnt_headers import learnt_maker, with_bundle

SET: Final = "#header-set"
EXTRA: Final = "#header-lines"
JAR: Final = "#cookies"
FILL: Final = "#fill"
CHUNKED: Final = "#chunked"

_EXTRA_COUNTS = (0, 0, 0, 1, 1, 1, 2, 3)
_COOKIE_SHARE = 5
_BIG_SHARE = 64
_RESERVES: Final = {"viewer": 0, "origin": 2_048}
"""Bytes for what CloudFront itself adds."""

Lines = Callable[[Draft, dict[str, Json]], list[Pair]]


def allowed_bundles(scene: Scene, bundles: Sequence[Bundle]) -> tuple[Bundle, ...]:
    """Return those of `bundles` of which the limits table lets a function see every line."""
    denied = scene.limits.names("headers.disallowed")
    return tuple(one for one in bundles if not any(name in denied for name, _ in one))


def viewer_lines(scene: Scene) -> Lines:
    """Return what makes all lines of a request as its viewer sent it, Host first."""
    first, further, jars = _first(scene), _further(scene), cookie_maker(scene.vocabulary)
    words = scene.vocabulary
    learnt_cookies = bool(words.cookie_names or words.cookie_guesses or words.cookies)

    def make(draft: Draft, made: dict[str, Json]) -> list[Pair]:
        draft.part()
        choose = draft.choose
        cookies = choose(_COOKIE_SHARE) > (0 if learnt_cookies and draft.guided else 2)
        chunked = choose(4) == 3
        count = _EXTRA_COUNTS[choose(len(_EXTRA_COUNTS))]
        pairs = first(draft)
        if count or draft.guided:
            draft.part()
            pairs = further(draft, pairs, count)
        if cookies:
            draft.part()
            pairs += [("cookie", value) for value in jars(draft)]
        if draft.payload is not None:
            pairs = _framed(draft, pairs, draft.payload, chunked=chunked)
        if draft.fixed:
            pairs = _with_fixed(draft, pairs)
        return _trimmed(scene, draft, made, pairs) if draft.large else pairs

    return make


def _first(scene: Scene) -> Callable[[Draft], list[Pair]]:
    """Return what makes Host and one client's set of lines."""
    sets = tuple((one.http1, _allowed(scene, one)) for one in SET_TABLE)

    def make(draft: Draft) -> list[Pair]:
        choose, fixed = draft.choose, draft.fixed
        http1, lines = sets[choose(len(sets))]
        if fixed and SET in fixed:
            http1, lines = fixed[SET].http1, _allowed(scene, fixed[SET])
        draft.cased = http1 > choose(4)
        pairs = [("host", draft.host)]
        for name, values in lines:
            size = len(values)
            pairs.append((name, values[choose(size)] if size > 1 else values[0]))
        return pairs

    return make


def _further(scene: Scene) -> Callable[[Draft, list[Pair], int], list[Pair]]:
    """Return what adds some of the further lines, and learnt ones."""
    groups = tuple(filter(None, (allowed_bundles(scene, group) for group in EXTRAS)))
    learnt = learnt_maker(scene)

    def add(draft: Draft, pairs: list[Pair], count: int) -> list[Pair]:
        choose = draft.choose
        for _ in range(count):
            group = groups[choose(len(groups))]
            pairs = with_bundle(pairs, group[choose(len(group))])
        if choose(_BIG_SHARE) == _BIG_SHARE - 1:
            draft.large = True
            pairs = with_bundle(pairs, BIG_EXTRAS[choose(len(BIG_EXTRAS))][0])
        return learnt(draft, pairs) if learnt and draft.guided else pairs

    return add


def _allowed(scene: Scene, one: HeaderSet) -> Choices:
    denied = scene.limits.names("headers.disallowed")
    return tuple(line for line in one.lines if line[0] not in denied)


def _framed(
    draft: Draft, pairs: list[Pair], payload: tuple[str, int], *, chunked: bool
) -> list[Pair]:
    kind, length = payload
    chunked = chunked or CHUNKED in draft.fixed
    framing = ("transfer-encoding", "chunked") if chunked else ("content-length", str(length))
    return with_bundle(pairs, (("content-type", kind), framing) if kind else (framing,))


def _with_fixed(draft: Draft, pairs: list[Pair]) -> list[Pair]:
    fixed = draft.fixed
    draft.large = draft.large or EXTRA in fixed or FILL in fixed
    if EXTRA in fixed:
        pairs = with_bundle(pairs, fixed[EXTRA])
    if JAR in fixed:
        pairs = with_bundle(pairs, tuple(("cookie", value) for value in fixed[JAR]))
    return pairs


def request_size(made: dict[str, Json], pairs: Sequence[Pair]) -> int:
    """Return the bytes of the request line and the header lines, as over HTTP/1.1."""
    line = f"{made['method']} {made['uri']}?{made['querystring']} HTTP/1.1\r\n"
    return len(line.encode()) + sum(len(f"{name}: {value}\r\n".encode()) for name, value in pairs)


def _trimmed(scene: Scene, draft: Draft, made: dict[str, Json], pairs: list[Pair]) -> list[Pair]:
    """Drop the largest lines until the request keeps its quota, or fill it up to the quota."""
    room = int(scene.limits.figure("request.total")) - _RESERVES[scene.event_type.side]
    while len(pairs) > 1 and request_size(made, pairs) > room:
        largest = max(pairs[1:], key=lambda pair: len(pair[1]))
        pairs = [pair for pair in pairs if pair is not largest]
    if FILL in draft.fixed:
        empty = [*pairs, ("x-fill", "")]
        pairs = [*pairs, ("x-fill", "f" * (room - request_size(made, empty) - draft.fixed[FILL]))]
    return pairs
