"""EC712: headers that do not survive a handler."""

from typing import Final

from edgeconform.checks.check import RESPONSE_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import UPDATING
from edgeconform.model import Level

_KEPT: Final = ("cache-control", "vary", "set-cookie", "content-type")
_CORS: Final = "access-control-"
_OF_THE_BODY: Final = frozenset({"content-type", "vary"})


@check(
    "EC712",
    "headers-lost",
    Level.WARNING,
    events=RESPONSE_EVENTS,
    sees="-",
    aws=(UPDATING,),
)
def headers_lost(exchange: Exchange) -> Faults:
    """Headers of the incoming response vanish.

    A handler that answers with an object of its own, or with a header map of its own, drops what
    the origin said: Cache-Control, Vary and Content-Type, the cookies that it set, and the CORS
    headers without which other sites cannot read the response. Edit the response that the event
    brings. Several Set-Cookie headers are several entries of one list: keeping the first loses the
    others.

    Headers that the handler's source names may go, and all may where it answers with another
    status, since that is another response. Content-Type and Vary may go with a new body.
    """
    result, given = exchange.result, exchange.given_response
    is_map = isinstance(result.get("headers", {}), dict)
    if (
        not exchange.touched_keys
        or not is_map
        or str(result.get("status")) != str(given.get("status"))
    ):
        return
    lost = [name for name in exchange.given_headers if _is_lost(exchange, name)]
    if lost:
        told = (f"a line of {n}" if exchange.headers.get(n) else n for n in sorted(lost))
        yield Fault(message=f"the response loses {', '.join(told)}", place="headers")


def _is_lost(exchange: Exchange, name: str) -> bool:
    if not (name in _KEPT or name.startswith(_CORS)) or _is_named(exchange, name):
        return False
    if "body" in exchange.result and name in _OF_THE_BODY:
        return False
    before, after = exchange.given_headers[name], exchange.headers.get(name, [])
    if name == "set-cookie":
        return any(value not in after for value in before)
    return bool(before) and not after


def _is_named(exchange: Exchange, name: str) -> bool:
    named = exchange.conditions.named
    return name in named or (name.startswith(_CORS) and _CORS in named)
