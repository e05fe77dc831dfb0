"""EC706, EC709 and EC713: a request, and another that should fare no differently."""

from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from edgeconform.checks.check import (
    ANSWERING_EVENTS,
    REQUEST_EVENTS,
    Compared,
    Fault,
    Faults,
    relation,
)
from edgeconform.checks.differences import (
    COOKIE,
    OUTCOME,
    STATUS,
    described,
    differences,
    differing,
    is_meant,
)
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.pages import CUSTOM_ORIGIN_BEHAVIOR, EVENT_STRUCTURE, EXAMPLES
from edgeconform.checks.signed import is_of_method
from edgeconform.checks.wording import shown
from edgeconform.model import Level, Returned

_OF_THE_BODY: Final = frozenset({"body", "bodyEncoding", "headers.content-length", "method"})


@relation(
    "EC706",
    "cookie-split",
    Level.ERROR,
    events=REQUEST_EVENTS,
    sees="wrong viewer",
    aws=(EXAMPLES, "https://www.rfc-editor.org/rfc/rfc9113#section-8.2.3"),
)
def cookie_split(compared: Compared) -> Faults:
    """The answer changes when the same cookies come in two Cookie headers instead of one.

    HTTP/2 lets clients send one header for each cookie, and an event can then have several entries
    under `cookie`. `headers.cookie[0]` sees the first alone: the session cookie in the second is
    as good as absent. Go through all entries.

    How the cookies are split and in which order they stand in the answer does not count, nor does
    an exception, which is reported by itself.
    """
    first, *others = compared
    for other in others:
        same_cookies = _cookies(first) == _cookies(other)
        found = differences(first, other)
        places = [place for place in found if place != COOKIE or not same_cookies]
        if places and OUTCOME not in places:
            when = ("with the cookies in one header", "with the same in two")
            message = described(first, other, places[0], *when)
            yield Fault(message=message, place=places[0])
            return


def _cookies(exchange: Exchange) -> Counter[str]:
    lines = header_values(exchange.result.get("headers")).get("cookie", [])
    return Counter(pair.strip() for line in lines for pair in str(line).split(";"))


@relation(
    "EC709",
    "not-idempotent",
    Level.WARNING,
    events=REQUEST_EVENTS,
    sees="-",
    aws=(EXAMPLES,),
)
def not_idempotent(compared: Compared) -> Faults:
    """Rewriting a rewritten request rewrites it again.

    A request can pass twice: a link to the rewritten address is published, another function or a
    second behavior rewrites too. What is added unasked then stands there twice:
    `/index.html/index.html`, `v=2&v=2`, `%2520`. Look whether it is there before you add it.

    Only what grows at the end of the path, in the query or in its encoding is reported. A prefix
    that is put before every path, or taken off, is the handler's purpose, and so is what is put
    between its segments.
    """
    once, twice = compared
    before = str(once.given_request["uri"])
    uri, again = str(once.result.get("uri")), str(twice.result.get("uri"))
    if _appended(before, uri, again) or _encoded(before, uri, again):
        message = f"the uri {shown(before)} becomes {shown(uri)}, and that {shown(again)}"
        yield Fault(message=message, place="uri")
    query, more = str(once.result.get("querystring")), str(twice.result.get("querystring"))
    if _repeated(query, more) or _encoded(str(once.given_request["querystring"]), query, more):
        message = f"the query {shown(query)} becomes {shown(more)}"
        yield Fault(message=message, place="querystring")


def _appended(before: str, uri: str, again: str) -> bool:
    """Whether a last part is there once more after each pass."""
    if uri.endswith(before) and again == uri.removesuffix(before) + uri:
        return False
    stem = before.rstrip("/")
    added = again.removeprefix(uri) if again.startswith(uri) else ""
    if before.endswith("/") and added.endswith("/"):
        return False  # `/css/` is all prefix: what is put behind it may stand before any file
    return bool(stem and added.strip("/")) and uri.endswith(added) and uri.startswith(stem)


def _encoded(before: str, once: str, again: str) -> bool:
    return before != once != again and unquote(again) == once and unquote(once) == before


def _repeated(query: str, more: str) -> bool:
    added = Counter(more.split("&")) - Counter(query.split("&"))
    return query != more and any(pair and pair in query.split("&") for pair in added)


@relation(
    "EC713",
    "head-differs",
    Level.WARNING,
    events=ANSWERING_EVENTS,
    sees="-",
    aws=(
        EVENT_STRUCTURE,
        CUSTOM_ORIGIN_BEHAVIOR,
        "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2",
    ),
)
def head_differs(compared: Compared) -> Faults:
    """HEAD is not answered like GET without its body.

    Link checkers, chat previews and caches ask with HEAD to learn what GET would bring. A handler
    that lets only GET pass, or rewrites only GET, tells them that the page is gone or leads them
    elsewhere. Treat both alike.

    The body does not count, whether it is there or not, nor does Content-Length, nor what is there
    to differ, such as the method written down for the origin, or a signature of the request. Only
    answers are compared: an exception is none, nor is null, and both are reported by themselves.
    """
    get, head = compared
    if not all(isinstance(each.invocation.outcome, Returned) for each in compared):
        return
    places = set(_untwinned(get, head)) - _OF_THE_BODY
    if OUTCOME in places:
        return
    if get.kind != head.kind:
        message = f"GET is answered with a {get.kind} and HEAD with a {head.kind}"
        yield Fault(message=message, place="status")
    elif places:
        place = min(places, key=lambda each: (each != STATUS, each))
        yield Fault(message=described(get, head, place, "for GET", "for HEAD"), place=place)


def _untwinned(get: Exchange, head: Exchange) -> Iterator[str]:
    """Yield the places where an answer to HEAD differs, and not because of the method's name."""
    for place, _, one, two in differing(get, head):
        if not is_meant(place) and not is_of_method(one, two):
            yield place
