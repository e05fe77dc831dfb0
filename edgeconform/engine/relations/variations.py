"""The relations of an event to variations of it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from edgeconform.checks import Compared, Exchange
from edgeconform.checks.caching import CONDITIONS, caches_redirect
from edgeconform.checks.walks import MOST_HOPS, next_event
from edgeconform.engine.relations.relation import Relation, RunEvent
from edgeconform.model import Json

AGENT: Final = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
UNLISTED_AGENT: Final = "Nonesuch-Fetcher/1.0"
"""In no list of browsers, devices and robots: what such lists leave over is often kept whole."""


def _request(event: Json) -> dict[str, Any]:
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    return request


def _is_get(exchange: Exchange) -> bool:
    return bool(exchange.given_request["method"] == "GET")


def _redirects(exchange: Exchange) -> bool:
    return _is_get(exchange) and next_event(exchange) is not None


def _walk(first: Exchange, run: RunEvent) -> Compared:
    """Follow redirects until one leads to a request already made, or too far."""
    walked = [first]
    while len(walked) <= MOST_HOPS and (event := next_event(walked[-1])) is not None:
        if any(_request(event) == each.given_request for each in walked):
            break
        walked.append(run(event))
    return tuple(walked)


def _has_cookies(exchange: Exchange) -> bool:
    entries = exchange.given_request["headers"].get("cookie", [])
    return len(entries) == 1 and "=" in entries[0]["value"] and _is_get(exchange)


def _with_two_cookies(event: Json) -> Json:
    """Put a cookie that means nothing before the others, so that each may come second."""
    made = deepcopy(event)
    entry = _request(made)["headers"]["cookie"][0]
    entry["value"] = f"a=1; {entry['value']}"
    return made


def _split(first: Exchange, run: RunEvent) -> Compared:
    return (first, *map(run, _splits(first.invocation.event)))


def _splits(event: Json) -> Iterator[Json]:
    entries = _request(event)["headers"].get("cookie", [])
    cookies = entries[0]["value"].split("; ") if len(entries) == 1 else []
    if len(cookies) < 2 or not all(map(str.strip, cookies)):
        return
    for at in sorted({1, len(cookies) - 1}):
        parts = ("; ".join(cookies[:at]), "; ".join(cookies[at:]))
        made = deepcopy(event)
        key = entries[0].get("key", "Cookie")
        _request(made)["headers"]["cookie"] = [{"key": key, "value": part} for part in parts]
        yield made


def _rewrites(exchange: Exchange) -> bool:
    result, given = exchange.result, exchange.given_request
    names = ("uri", "querystring")
    is_text = all(isinstance(result.get(name), str) for name in names)
    return exchange.kind == "request" and is_text and any(result[n] != given[n] for n in names)


def _rewritten(first: Exchange, run: RunEvent) -> Compared:
    if not _rewrites(first):
        return (first, first)
    made = deepcopy(first.invocation.event)
    for name in ("uri", "querystring"):
        _request(made)[name] = first.result[name]
    return (first, run(made))


def _with_method(event: Json, method: str) -> Json:
    made = deepcopy(event)
    _request(made)["method"] = method
    return made


def _as_get(event: Json) -> Json:
    made = _with_method(event, "GET")
    _request(made).pop("body", None)
    return made


def _head(first: Exchange, run: RunEvent) -> Compared:
    return (first, run(_with_method(first.invocation.event, "HEAD")))


def _with_agent(event: Json) -> Json:
    return _lengthened(event, AGENT)


def _with_unlisted_agent(event: Json) -> Json:
    return _lengthened(event, UNLISTED_AGENT)


def _lengthened(event: Json, agent: str) -> Json:
    """Put more behind the agent: it begins as before, so that the same condition is met."""
    made = deepcopy(event)
    headers = _request(made)["headers"]
    given = headers.get("user-agent", [{"value": ""}])[0]["value"]
    headers["user-agent"] = [{"key": "User-Agent", "value": f"{given} {agent}".strip()}]
    return made


def _alone(first: Exchange, _run: RunEvent) -> Compared:
    return (first,)


def _edits_request(exchange: Exchange) -> bool:
    return exchange.kind == "request" and not exchange.is_unedited


def _caches_for_some(exchange: Exchange) -> bool:
    return caches_redirect(exchange) and any(
        name in exchange.given_request["headers"] for name in CONDITIONS
    )


def _unconditional(first: Exchange, run: RunEvent) -> Compared:
    """Leave out each header in turn that differs from viewer to viewer."""
    others = []
    for name in CONDITIONS:
        if name in first.given_request["headers"]:
            made = deepcopy(first.invocation.event)
            del _request(made)["headers"][name]
            others.append(run(made))
    return (first, *others)


VARIATIONS: Final = (
    Relation(code="EC702", suits=_redirects, follow=_walk, most=24, of_a_deed=8, of_a_path=1),
    Relation(
        code="EC706",
        suits=_has_cookies,
        prepared=_with_two_cookies,
        follow=_split,
        most=24,
        of_a_deed=8,
    ),
    Relation(code="EC709", suits=_rewrites, follow=_rewritten),
    Relation(code="EC711", suits=_caches_for_some, follow=_unconditional),
    Relation(
        code="EC713", suits=lambda _: True, prepared=_as_get, follow=_head, most=28, of_a_deed=2
    ),
    Relation(
        code="EC714",
        suits=_edits_request,
        prepared=_with_agent,
        follow=_alone,
    ),
    Relation(
        code="EC714", suits=_edits_request, prepared=_with_unlisted_agent, follow=_alone, most=6
    ),
)
