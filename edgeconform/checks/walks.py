"""EC702: where a redirect leads when it is followed."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from posixpath import normpath
from typing import Any, Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from edgeconform.checks.check import ANSWERING_EVENTS, Compared, Fault, Faults, relation
from edgeconform.checks.edits import configured_texts
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.location import REDIRECTS, asked_host
from edgeconform.checks.pages import EXAMPLES
from edgeconform.checks.urls import hostname, resolve
from edgeconform.checks.wording import shown
from edgeconform.model import Level

MOST_HOPS: Final = 10

_IN_PATH: Final = "%/:@!$&'()*+,;=-._~[]|^\\"
_IN_QUERY: Final = "%/:@!$&()*+,;=-._~?[]|^{}`\\"
_FORGOTTEN: Final = re.compile(r";\s*(max-age=(0|-)|expires=[^;]*\b19\d\d\b)", re.IGNORECASE)
"""What tells a browser to forget a cookie, in whatever form it writes a date of the past."""


@relation(
    "EC702",
    "redirect-loop",
    Level.ERROR,
    events=ANSWERING_EVENTS,
    sees="loop",
    aws=(EXAMPLES, "https://www.rfc-editor.org/rfc/rfc9110#section-15.4"),
)
def redirect_loop(compared: Compared) -> Faults:
    """Following a redirect comes back to a request already made, or has not ended after 10 hops.

    A handler that adds a slash to every path without one, and takes it away from another, or that
    asks for a cookie it never sets, sends browsers in a circle until they give up. The Location is
    followed on the same host, with the cookies that the response sets; one on another host ends
    the walk. At origin-response only a redirect to the very address that was asked for counts,
    since nobody knows what the origin would answer to another.

    A walk whose addresses only get shorter must end, as one does that takes a slash off at a time.

    It is a warning where all pages of the circle stand in the handler's source, such as a login
    page that asks for a login: another cache behavior, without this handler, may serve them. It is
    one as well where the host is as fixed, in the source or in a file beside it, and the handler
    does not look at Host, or has that host in a URL only: that is another site, for all that it
    knows. It is no finding where the page is fixed, too, or the path is not changed. Nor is it one
    where errors of an origin are sent to a fixed page, which has another origin, or where Location
    begins with what a custom header of the origin holds, or is what another header of its response
    does, such as metadata of an object: that is whoever's who set it.
    """
    addresses = [_address(each.invocation.event) for each in compared]
    following = next_event(compared[-1])
    if following is None or _leads_where_others_say(compared[0]):
        return
    states = [_state(each.invocation.event) for each in compared]
    state = _state(following)
    if state not in states and (len(compared) <= MOST_HOPS or _only_shortens(compared, following)):
        return
    ring = addresses[states.index(state) if state in states else 1 :]
    path = " -> ".join(shown(address) for address in (*addresses[:4], _address(following)))
    fixed = _stands_in_the_source(compared[0], ring)
    if fixed and compared[0].event_type.is_response:
        return
    elsewhere = _names_another_site(compared[0])
    same_path = len({_as_read(str(each.given_request["uri"])) for each in compared}) == 1
    if elsewhere and (fixed or same_path):
        return
    back, on = "leads back to a request already made", f"has not ended after {MOST_HOPS} hops"
    what = back if state in states else on
    level = Level.WARNING if fixed or elsewhere else None
    yield Fault(message=f"the redirect {what}: {path}", place="headers.location", level=level)


def _leads_where_others_say(exchange: Exchange) -> bool:
    location = str(exchange.added_headers["location"][0])
    if any(location in values for values in exchange.given_headers.values()):
        return True
    return any(location.startswith(text) for text in configured_texts(exchange))


def _only_shortens(compared: Compared, following: dict[str, Any]) -> bool:
    events = (*(each.invocation.event for each in compared), following)
    return all(len(_address(b)) < len(_address(a)) for a, b in pairwise(events))


def _as_read(uri: str) -> tuple[str, bool]:
    """Return a path without what a browser changes in it, and whether it ends with a slash."""
    path = unquote(uri)
    return normpath(f"/{path.lstrip('/')}"), path.rstrip(".").endswith("/")


def _stands_in_the_source(exchange: Exchange, ring: list[str]) -> bool:
    """Whether a source holds all pages of a circle; the home page counts in a whole URL only."""
    named = exchange.conditions.named
    location = str(exchange.added_headers["location"][0]).lower()
    pages = {address.partition("?")[0].lower() for address in ring}
    home = {"/"} if "//" in location and location in named else set()
    return pages - home <= named - {"/"}


def _names_another_site(exchange: Exchange) -> bool:
    """Whether a redirect names a host that is the handler's own, and that of no event."""
    named = exchange.conditions.named
    target = resolve(str(exchange.added_headers["location"][0]), asked_host(exchange))
    if target is None or not target.absolute or not named:
        return False
    if "host" in named and not any(f"//{target.host}" in text for text in named):
        return False
    return target.host in named or "distributiondomainname" not in named


def next_event(exchange: Exchange) -> dict[str, Any] | None:
    """Return the event that a browser causes by following a redirect; None if it ends here."""
    host = asked_host(exchange)
    locations = exchange.added_headers.get("location", [])
    is_redirect = exchange.kind == "response" and str(exchange.result.get("status")) in REDIRECTS
    if not is_redirect or len(locations) != 1 or not isinstance(locations[0], str):
        return None
    target = resolve(locations[0], host)
    if target is None or target.host != hostname(host):
        return None
    event: dict[str, Any] = deepcopy(exchange.invocation.event)
    request = event["Records"][0]["cf"]["request"]
    before = _state(event)
    here = f"https://host{request['uri']}?{request['querystring']}"
    rest = target.rest.replace("\\", "/")
    if target.absolute and rest.startswith("//"):
        rest = f"/.{rest}"  # a path, which alone would be read as another host
    parts = urlsplit(urljoin("https://host/" if target.absolute else here, rest))
    request["uri"] = quote(parts.path, safe=_IN_PATH) or "/"
    request["querystring"] = quote(parts.query, safe=_IN_QUERY)
    _take_host(request, target.host)
    _take_cookies(request, exchange)
    if target.scheme == "https" and "cloudfront-forwarded-proto" in request["headers"]:
        request["headers"]["cloudfront-forwarded-proto"][0]["value"] = "https"
    return None if exchange.event_type.is_response and _state(event) != before else event


def _take_host(request: dict[str, Any], host: str) -> None:
    """Write the host as a browser does, which makes it lower case."""
    for entry in request["headers"].get("host", []):
        if entry["value"].lower() == host.lower():
            entry["value"] = host.lower()


def _take_cookies(request: dict[str, Any], exchange: Exchange) -> None:
    """Put the cookies that a response sets to those of the request, and leave out the expired."""
    lines = [line for line in exchange.headers.get("set-cookie", []) if isinstance(line, str)]
    if not lines:
        return
    jar = dict(_pairs(request))
    for line in lines:
        pair = line.partition(";")[0]
        name, _, value = pair.partition("=")
        if _FORGOTTEN.search(line):
            jar.pop(name.strip(), None)
        else:
            jar[name.strip()] = value.strip()
    request["headers"].pop("cookie", None)
    if jar:
        value = "; ".join(f"{name}={value}" for name, value in jar.items())
        request["headers"]["cookie"] = [{"key": "Cookie", "value": value}]


def _pairs(request: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for value in header_values(request.get("headers")).get("cookie", []):
        for pair in str(value).split(";"):
            name, _, text = pair.partition("=")
            yield name.strip(), text.strip()


def _state(event: dict[str, Any]) -> tuple[Any, ...]:
    request = event["Records"][0]["cf"]["request"]
    proto = header_values(request.get("headers")).get("cloudfront-forwarded-proto")
    return (request["uri"], request["querystring"], str(proto), *sorted(_pairs(request)))


def _address(event: dict[str, Any]) -> str:
    request = event["Records"][0]["cf"]["request"]
    query = f"?{request['querystring']}" if request["querystring"] else ""
    return f"{request['uri']}{query}"
