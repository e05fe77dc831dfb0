"""EC710: what becomes of the query on its way through a handler."""

import re
from collections import Counter
from typing import Final
from urllib.parse import unquote, unquote_plus

from edgeconform.checks.check import REQUEST_EVENTS, Fault, Faults, check
from edgeconform.checks.edits import is_edited
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.location import asked_host, redirect_targets
from edgeconform.checks.pages import EXAMPLES
from edgeconform.checks.urls import resolve
from edgeconform.checks.wording import shown
from edgeconform.model import Level

Pairs = list[tuple[str, str]]

_PLACE: Final = "querystring"
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_SHORTEST_PREFIX: Final = 3


@check(
    "EC710",
    "query-lost",
    Level.WARNING,
    fields=("querystring", "status"),
    events=REQUEST_EVENTS,
    sees="wrong page",
    aws=(EXAMPLES,),
)
def query_lost(exchange: Exchange) -> Faults:
    """Query parameters are lost or changed on the way through.

    `{k: v[0] for k, v in parse_qs(q).items()}` and `Object.fromEntries` keep one value of a
    repeated parameter, and `parse_qs` drops blank ones unless told to keep them. Decoding without
    encoding turns `%26` into a new parameter; encoding what was not decoded makes `%2520` of
    `%20`. Take the string apart at `&`, and leave what you do not mean to change as it came.

    A redirect that leads to the same page, with another slash, host or language, is to lead there
    with the query: links of campaigns and searches break without it.

    Parameters that the handler's source names, alone, by a prefix or in a pattern, may go: that is
    its purpose. So may all of them, or all but those named. Another order or another case is no
    finding, nor is another spelling that means the same, nor a redirect to another page, or one of
    a handler that looks at the query.
    """
    yield from _left_behind(exchange)
    if exchange.kind != "request" or not is_edited(exchange, "querystring"):
        return
    after = exchange.result["querystring"]
    before = exchange.given["querystring"]
    if not isinstance(after, str) or not before:
        return
    given, left = (_unnamed(exchange, text) for text in (before, after.removeprefix("?")))
    if not any(name.lower() in {kept.lower() for kept, _ in left} for name, _ in given):
        return
    for place, message in _losses(given, left):
        yield Fault(message=f"{message}: {shown(before)} becomes {shown(after)}", place=place)


def _left_behind(exchange: Exchange) -> Faults:
    """Yield the redirect to the same page that goes without the query, which no code looks at."""
    query, named = exchange.given_request["querystring"], exchange.conditions.named
    if not query.strip("&") or _PLACE in named:
        return
    for location in redirect_targets(exchange):
        target = resolve(location, asked_host(exchange))
        is_fixed = "?" in location or location.lower() in named
        if target and not is_fixed and _is_same_page(exchange, target.rest):
            message = f"the redirect to {shown(location)} leaves the query {shown(query)} behind"
            yield Fault(message=message, place="headers.location query")


def _is_same_page(exchange: Exchange, rest: str) -> bool:
    """Whether a path is that of the request, but for its slashes, its case or a prefix."""
    there, here = (_page(path) for path in (rest, exchange.given_request["uri"]))
    return bool(here) and (there == here or there.endswith(f"/{here}"))


def _page(path: str) -> str:
    plain = unquote(path.partition("#")[0]).lower().removesuffix("/index.html")
    return "/".join(filter(None, plain.split("/")))


def _losses(given: Pairs, left: Pairs) -> list[tuple[str, str]]:
    """Return what was lost or changed, in words, each kind once with its place."""
    found: dict[str, str] = {}
    missing = Counter(map(_meaning, given)) - Counter(map(_meaning, left))
    names = Counter(unquote_plus(name).lower() for name, _ in left)
    for name, value in given:
        plain, meant = _meaning((name, value))
        if not missing[plain, meant]:
            continue
        again = [other for key, other in left if unquote_plus(key).lower() == plain]
        if _is_doubled(value, again):
            found[f"{_PLACE} encoding"] = f"the value of {shown(name)} is encoded a second time"
        elif _is_stripped(value, again):
            found[f"{_PLACE} encoding"] = f"the value of {shown(name)} loses its encoding"
        elif not meant and not names[plain]:
            found[f"{_PLACE} blank"] = f"the blank parameter {shown(name)} is lost"
        elif 0 < names[plain] < sum(_meaning(pair)[0] == plain for pair in given):
            found[f"{_PLACE} repeated"] = f"a value of the repeated parameter {shown(name)} is lost"
    return list(found.items())


def _is_doubled(value: str, again: list[str]) -> bool:
    changed = [other for other in again if other != value]
    if _ESCAPE.search(value) and any(unquote(other) == value for other in changed):
        return True
    return "+" in value and any("+" in unquote(o) and "+" not in o for o in changed)


def _is_stripped(value: str, again: list[str]) -> bool:
    plain = unquote(value)
    return plain != value and any(other and plain.startswith(other) for other in again)


def _meaning(pair: tuple[str, str]) -> tuple[str, str]:
    name, value = pair
    return unquote_plus(name).lower(), unquote_plus(value).lower()


def _unnamed(exchange: Exchange, query: str) -> Pairs:
    """Return the parameters that the source does not name, undecoded."""
    pairs = [(name, value) for name, _, value in (p.partition("=") for p in query.split("&"))]
    return [
        (name, value)
        for name, value in pairs
        if name and not _is_named(exchange, unquote_plus(name).lower())
    ]


def _is_named(exchange: Exchange, name: str) -> bool:
    named = exchange.conditions.named
    if name in named or f"{name}=" in named:
        return True
    ends = range(_SHORTEST_PREFIX, len(name))
    return any(name[:end] in named for end in ends)
