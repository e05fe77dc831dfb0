"""EC711: what should not be cached for long."""

import re
from typing import Final

from edgeconform.checks.check import ANSWERING_EVENTS, Compared, Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.location import REDIRECTS
from edgeconform.checks.pages import EXPIRATION
from edgeconform.checks.wording import shown
from edgeconform.model import Level

CONDITIONS: Final = ("cookie", "cloudfront-viewer-country")
"""Request headers that differ from viewer to viewer, and must not settle a cached redirect."""

_FAILURE: Final = re.compile(r"[45]\d\d")
_MOST_SECONDS: Final = 60
_AGE: Final = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NOT_SHARED: Final = re.compile(r"\b(?:private|no-store|no-cache)\b", re.IGNORECASE)
_MAINTENANCE: Final = re.compile(r"maintenance", re.IGNORECASE)


def same_redirect(compared: Compared) -> Faults:
    """Complain of a redirect, given a long age, that goes when a cookie or the country does."""
    first, *others = compared
    for other in others:
        if _redirect(first) != _redirect(other):
            taken = set(_headers_of(first)) - set(_headers_of(other))
            name = next((name for name in CONDITIONS if name in taken), "cookie")
            yield from _aged(first, f"a redirect that hangs on the header {name}")


@check(
    "EC711",
    "error-cached",
    Level.WARNING,
    events=ANSWERING_EVENTS,
    sees="error stays",
    aws=(
        EXPIRATION,
        "https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1",
    ),
    compare=same_redirect,
)
def error_cached(exchange: Exchange) -> Faults:
    """An error, or a redirect of the moment, is given a long public max-age.

    One viewer's 404, 503 or redirect to a login page is then shown to all, for as long as the
    header says, and in browsers no invalidation reaches it. Set Cache-Control by status: `no-store`
    or a few seconds for what will pass. Up to 60 seconds are no finding, nor is `private` or
    `no-store`, a header that the origin set, or a redirect that holds for every viewer: a page that
    has moved may say so for a year. A redirect counts where it goes to a maintenance page, or
    changes when the cookies or the viewer's country are left out.
    """
    if exchange.kind != "response":
        return
    status = str(exchange.result.get("status"))
    if _FAILURE.fullmatch(status):
        yield from _aged(exchange, f"status {status}")
    elif status in REDIRECTS and _leads_to_maintenance(exchange):
        yield from _aged(exchange, "a redirect to a maintenance page")


def _leads_to_maintenance(exchange: Exchange) -> bool:
    """Whether the handler's own words send the viewer there, not those of the address asked for."""
    request = exchange.given_request
    asked = "".join(str(request.get(name, "")) for name in ("uri", "querystring"))
    targets = any(map(_MAINTENANCE.search, _redirect(exchange)[1]))
    return targets and not _MAINTENANCE.search(asked)


def caches_redirect(exchange: Exchange) -> bool:
    """Whether the answer is a redirect that the handler gives a long public age."""
    is_redirect = exchange.kind == "response" and _redirect(exchange)[0] in REDIRECTS
    return is_redirect and any(_aged(exchange, ""))


def _aged(exchange: Exchange, what: str) -> Faults:
    for name, value in exchange.added_values:
        ages = _AGE.findall(value) if name == "cache-control" else ()
        if any(int(age) > _MOST_SECONDS for age in ages) and not _NOT_SHARED.search(value):
            message = f"{what} is given Cache-Control {shown(value)}"
            yield Fault(message=message, place="headers.cache-control")


def _redirect(exchange: Exchange) -> tuple[str, tuple[str, ...]]:
    return str(exchange.result.get("status")), tuple(map(str, exchange.headers.get("location", ())))


def _headers_of(exchange: Exchange) -> tuple[str, ...]:
    return tuple(exchange.given_request.get("headers", {}))
