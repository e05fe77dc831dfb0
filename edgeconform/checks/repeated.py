"""EC701, EC708 and EC714: the same event again, in another place of a run or at another time."""

from typing import Final
from urllib.parse import quote, quote_plus

from edgeconform.checks.check import Compared, Fault, Faults, relation
from edgeconform.checks.differences import OUTCOME, described, differences, is_meant, unmeant
from edgeconform.checks.edits import header_place, value_at
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import (
    CACHE_KEY,
    EXAMPLES,
    LAMBDA_ENVIRONMENT,
    NODEJS_HANDLER,
    PYTHON_HANDLER,
)
from edgeconform.model import EventType, Level

UNBOUNDED: Final = 12
"""Characters of a User-Agent that are too many to come about by chance."""


@relation(
    "EC701",
    "warm-state",
    Level.ERROR,
    sees="wrong viewer",
    rules=("py-mutable-shared-state",),
    aws=(LAMBDA_ENVIRONMENT, PYTHON_HANDLER, NODEJS_HANDLER),
)
def warm_state(compared: Compared) -> Faults:
    """An answer depends on an earlier invocation.

    Lambda keeps a process warm and hands it one viewer's event after another's. What a handler
    keeps outside the function lives on: a response object at the top of the module that collects
    headers, a list that grows, a regular expression with the flag `g` that remembers where it
    stopped, a cache whose key leaves out the host. The next viewer gets the last one's cookie.
    Build the answer inside the handler.

    The event was run alone in a fresh process, twice with the same answer, and then after others.
    A cache that changes no answer is fine, and a handler whose answers differ by themselves is not
    blamed. Clock and random numbers are fixed meanwhile.
    """
    alone, after = compared
    if places := differences(alone, after):
        message = described(alone, after, places[0], "alone", "after another event")
        yield Fault(message=message, place=places[0])


@relation(
    "EC708",
    "nondeterminism",
    Level.WARNING,
    sees="-",
    aws=(EXAMPLES,),
)
def nondeterminism(compared: Compared) -> Faults:
    """The same event twice gives two answers.

    Chance decides: a viewer who reloads the page can get another variant, and what CloudFront
    caches for all was drawn for one. Draw once and keep the choice in a cookie, or take a hash of
    something that stays, such as the address of the client.

    It is a warning, and randomness that only picks a bucket is one too: an A/B test may want it.
    The clock stands still meanwhile, so a date in a header is no finding, and neither are headers
    that are there to be different each time, such as a request id or a signature, and the nonces of
    a Content-Security-Policy. Nor is it one where a viewer-request function answers for itself and
    keeps what it drew in a cookie, as login pages keep their nonce. An exception that comes by
    chance is reported by itself, and what makes a cache key of a viewer request unbounded is
    cache-key-explosion.
    """
    first, other = compared
    places = unmeant(first, other)
    if places and OUTCOME not in places and not _is_kept(first, places):
        listed = f" (also {', '.join(places[1:])})" if len(places) > 1 else ""
        message = f"for one and the same event, {described(first, other, places[0])}{listed}"
        yield Fault(message=message, place=places[0])


def _is_kept(exchange: Exchange, places: tuple[str, ...]) -> bool:
    answers = exchange.kind == "response" and exchange.event_type is EventType.VIEWER_REQUEST
    return answers and "headers.set-cookie" in places


@relation(
    "EC714",
    "cache-key-explosion",
    Level.WARNING,
    events=(EventType.VIEWER_REQUEST,),
    sees="no cache hits",
    aws=(CACHE_KEY, EXAMPLES),
)
def cache_key_explosion(compared: Compared) -> Faults:
    """A value without bound enters the uri, the query or a header of a viewer request.

    Path, query and headers are what the cache key is made of. With a time, a random number or a
    whole User-Agent in them, hardly any request finds what an earlier one left: the origin gets
    them all. Put viewers into few classes, such as mobile and desktop.

    Headers count because the cache policy may include them. No finding are a choice among a few
    values, which is a bucket, the headers that a viewer sent, and headers that are there to differ:
    request ids, traces, nonces, dates and signatures.
    """
    first, *others = compared
    for place in unbounded_places(compared):
        values = (shown_at(each, place) for each in (first, *others[:1]))
        message = f"{place} differs from run to run: {' and '.join(values)}"
        yield Fault(message=message, place=place)
    if not others:
        yield from _whole_agent(first)


def unbounded_places(compared: Compared) -> tuple[str, ...]:
    """Return the places of a request that CloudFront may cache by and that always differ."""
    first, *others = compared
    if not others or any(each.kind != "request" for each in compared):
        return ()
    found = set(differences(first, others[0]))
    for index, one in enumerate(compared):
        for two in compared[index + 1 :]:
            found.intersection_update(differences(one, two))
    return tuple(
        place
        for place in sorted(found)
        if (place in ("uri", "querystring") or place.startswith("headers.")) and not is_meant(place)
    )


def shown_at(exchange: Exchange, place: str) -> str:
    """Return what stands at a place of a request."""
    name = place.removeprefix("headers.")
    found = exchange.headers.get(name) if name != place else value_at(exchange.result, (place,))
    return str(found[0] if isinstance(found, list) and found else found)[:60]


def _whole_agent(exchange: Exchange) -> Faults:
    agent = next(iter(exchange.given_headers.get("user-agent", ())), "")
    if exchange.kind != "request" or len(agent) < UNBOUNDED:
        return
    forms = {agent, agent.lower(), quote(agent), quote(agent, safe=""), quote_plus(agent)}
    fields = [(name, str(exchange.result.get(name, ""))) for name in ("uri", "querystring")]
    fields += [(header_place(exchange, name), value) for name, value in exchange.added_values]
    for place, text in fields:
        if any(form in text for form in forms):
            yield Fault(message=f"{place} holds the whole User-Agent", place=place)
