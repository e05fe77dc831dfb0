"""The body of a request, as CloudFront shows it to a function with Include Body."""

import base64
import gzip
from collections.abc import Iterator
from functools import cache
from typing import Final

from edgeconform.strategies.distributions import forwarding
from edgeconform.strategies.draft import ABSENT, Case, Draft, Json, Node, Site, cases_of, weighted
from edgeconform.strategies.formats.body_words import FORM, body_words
from edgeconform.strategies.formats.method import WRITING, writing
from edgeconform.strategies.formats.uri_words import learnt_paths
from edgeconform.strategies.formats.viewer_lines import EXTRA
from edgeconform.strategies.words import crossed

_BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
_MULTIPART = (
    f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n'
    f"Content-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n\x00\r\n--{_BOUNDARY}--\r\n"
).encode("latin-1")
_JSON: Final = "application/json"
_BODIES: Final = (
    ("", b""),
    (FORM, b"a=1&b=2"),
    (FORM, b"name=caf%C3%A9&name=b&empty=&=x"),
    (FORM, b"q=%zz&w"),
    (f"multipart/form-data; boundary={_BOUNDARY}", _MULTIPART),
    (_JSON, b'{"a":1,"b":[true,null,"caf\xc3\xa9"]}'),
    (_JSON, b'{"a":'),
    (_JSON, b"null"),
    ("application/json; charset=utf-8", b"[]"),
    ("text/plain", b"\xff\xfe\xfa"),
    ("application/octet-stream", bytes(range(256))),
    ("application/xml", b'<?xml version="1.0"?><a b="1">caf\xc3\xa9</a>'),
    (_JSON, gzip.compress(b'{"a":1}', mtime=0)),
    ("", b"a=1"),
)
_GZIP: Final = (("content-encoding", "gzip"),)
_UNPACKED: Final = 4_194_304
"""Bytes, more than any function may put in the place of what it got."""

_SEEN_AT_RANDOM = 65_536
_MOST_ON_PATHS = 60
_MOST_CUT_ON_PATHS = 8
"""They are up to a megabyte long."""

_Sample = tuple[str, int, str, bool]
"""Content type, length of the whole body, what the function sees of it, whether that was cut."""


def bodies(site: Site) -> Node:
    """Make the body of a writing method; absent where the event has none to show.

    What the viewer sent is noted in the draft, also when the function does not see it.
    """
    limit = int(site.schema["properties"]["data"]["x-maxBytes"])
    shown = site.scene.options.include_body
    small = [_sample(kind, data, limit) for kind, data in _BODIES]
    bounds = [_sample(FORM, b"a=" + b"b" * (size - 2), limit) for size in _sizes(limit)]
    bounds += [
        _sample(_JSON, _json(limit // 2), limit),
        _sample("text/xml", _xml(2 * limit), limit),
    ]
    learnt = _learnt_bodies(site, limit) if shown else _learnt_lengths(site)
    long = list(_cut_forms(site, limit)) if shown else []
    seldom = bounds if limit < _SEEN_AT_RANDOM else ()
    table = weighted(*((one, 4) for one in small), *((one, 1) for one in seldom))

    def make(draft: Draft, made: dict[str, Json]) -> Json:
        if made["method"] not in WRITING:
            return ABSENT
        draft.part()
        fixed = draft.fixed.get(f"{site.slot}#sample")
        drawn = learnt if learnt and draft.guided and draft.choose(2) else table
        kind, length, data, cut = fixed or drawn[draft.choose(len(drawn))]
        draft.payload = (kind, length)
        return _body(data, cut=cut) if shown else ABSENT

    cases = _cases(site, [*small, *(bounds if shown else ()), *learnt, *long])
    if shown:
        cases += _packed(site, limit)
        cases += _on_paths(site, learnt, most=_MOST_ON_PATHS)
        cases += _on_paths(site, small, most=_MOST_ON_PATHS)
        cases += _on_paths(site, long, most=_MOST_CUT_ON_PATHS)
    return Node(make=make, cases=cases)


def _json(size: int) -> bytes:
    """Return an object of so many bytes, with as many members as fit: rewriting adds to each."""
    start, member, end = b'{"a":[1', b",1", b"]}"
    count, rest = divmod(size - len(start) - len(end), len(member))
    return start + b" " * rest + member * count + end


def _xml(size: int) -> bytes:
    start, end = b"<a>", b"</a>"
    return start + b"b" * (size - len(start) - len(end)) + end


def _learnt_bodies(site: Site, limit: int) -> list[_Sample]:
    return [_sample(kind, data, limit) for kind, data in body_words(site.scene.vocabulary)]


def _cut_forms(site: Site, limit: int) -> Iterator[_Sample]:
    """Yield learnt forms that go on for longer than the function sees."""
    forms = [data for kind, data in body_words(site.scene.vocabulary) if kind == FORM]
    for data in dict.fromkeys((*forms[:1], *forms[-1:])):
        yield _sample(FORM, data + b"&a=" + b"b" * limit, limit)


def _learnt_lengths(site: Site) -> list[_Sample]:
    """Return bodies that no function sees, of which Content-Length tells."""
    numbers = site.scene.vocabulary.numbers
    return [("application/octet-stream", number, "", False) for number in numbers if number > 0]


def _sizes(limit: int) -> tuple[int, ...]:
    return (limit - 1, limit, limit + 1, 2 * limit)


@cache
def _sample(kind: str, data: bytes, limit: int) -> _Sample:
    seen = base64.b64encode(data[:limit]).decode()
    return kind, len(data), seen, len(data) > limit


def _body(data: str, *, cut: bool) -> dict[str, Json]:
    return {"inputTruncated": cut, "action": "read-only", "encoding": "base64", "data": data}


def _cases(site: Site, samples: list[_Sample]) -> list[Case]:
    methods, method, slot = writing(site), site.sibling("method"), f"{site.slot}#sample"
    if not methods:
        return []
    cases = cases_of(slot, samples, **{method: methods[0]})
    for other in methods[1:]:
        cases += cases_of(slot, samples[:2], **{method: other})
    return cases


def _packed(site: Site, limit: int) -> Iterator[Case]:
    """Yield bodies that say that they are compressed: one is cut off, one far larger than it."""
    needed = forwarding(site.scene) or {}
    for method in writing(site)[:1]:
        for data in _packed_bytes():
            sample = _sample(_JSON, data, limit)
            fixed = {f"{site.slot}#sample": sample, site.sibling("method"): method}
            yield {**fixed, EXTRA: _GZIP, **needed}


@cache
def _packed_bytes() -> tuple[bytes, ...]:
    document, zeros = (gzip.compress(data, mtime=0) for data in (b'{"a":1}', bytes(_UNPACKED)))
    return document, document[: len(document) // 2], zeros


def _on_paths(site: Site, samples: list[_Sample], *, most: int) -> Iterator[Case]:
    """Yield bodies on learnt paths: many a handler reads the one on the other only."""
    methods, uri = writing(site), site.sibling("uri")
    if methods:
        needed = {site.sibling("method"): methods[0]}
        for path, sample in crossed(learnt_paths(site), samples, most=most):
            yield {f"{site.slot}#sample": sample, uri: path, **needed}
