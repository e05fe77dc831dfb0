"""EC703 and EC704: where redirects lead."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from edgeconform.checks.check import ANSWERING_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.pages import EXAMPLES
from edgeconform.checks.provenance import carriers, is_own_host
from edgeconform.checks.urls import resolve, site
from edgeconform.checks.wording import shown
from edgeconform.model import Level

REDIRECTS: Final = frozenset({"301", "302", "303", "307", "308"})
_PLACE: Final = "headers.location"


def redirect_targets(exchange: Exchange) -> Iterator[str]:
    """Yield the values of Location that the handler set on a redirect."""
    if exchange.kind == "response" and str(exchange.result.get("status")) in REDIRECTS:
        for name, value in exchange.added_values:
            if name == "location":
                yield value


def asked_host(exchange: Exchange) -> str:
    """Return the Host header of the request, or the distribution's own name."""
    values = header_values(exchange.given_request.get("headers")).get("host")
    config = exchange.invocation.event["Records"][0]["cf"].get("config", {})
    return str((values or [config.get("distributionDomainName", "")])[0])


@check(
    "EC703",
    "open-redirect",
    Level.ERROR,
    events=ANSWERING_EVENTS,
    sees="phishing",
    aws=(EXAMPLES, "https://cwe.mitre.org/data/definitions/601.html"),
)
def open_redirect(exchange: Exchange) -> Faults:
    r"""The host of a redirect's Location is taken from the request.

    A path may begin with two slashes, and CloudFront hands it over as it was sent: a handler that
    answers `uri + "/"` sends the visitors of `https://your.site//evil.example` to evil.example,
    from a link that looks like yours. Browsers take `/\`, `\\` and slashes with tabs between them
    for `//`, so decoding a path brings the same. Put a fixed host in front, or fold leading slashes
    and backslashes into one slash.

    It is a warning where the host comes from a query parameter, from Referer, X-Forwarded-Host or
    another header: a list of allowed hosts that lets it pass may be on purpose. Nothing is reported
    where the host, or the domain that it belongs to, is the request's own or stands in the
    handler's source, its origin or the origin's response.
    """
    for location in redirect_targets(exchange):
        host = asked_host(exchange)
        target = resolve(location, host)
        if target is None or not target.absolute or is_own_host(exchange, target.host, host):
            continue
        if "." not in target.host and _SCHEME_ONLY.match(location):
            continue  # `http:x` is followed, but who reads of it does not see a host in it
        found = carriers(exchange, site(target.host))
        if "uri" not in found and _is_beginning(exchange, location, target.host):
            found.append("uri")
        source, level = _taken_from(found)
        if source:
            message = (
                f"Location {shown(location)} leads to {target.host}, which is taken from {source}"
            )
            yield Fault(message=message, place=_PLACE, level=level)


def _is_beginning(exchange: Exchange, location: str, host: str) -> bool:
    """Whether a Location and the path both begin with `//host`, however the path goes on."""
    beginnings = (_SLASHES.match(text) for text in (location, exchange.given_request["uri"]))
    rests = [found.string[found.end() :].lower() for found in beginnings if found]
    return len(rests) == 2 and all(rest.startswith(host) for rest in rests)


_SLASHES: Final = re.compile(r"[/\\]{2,}")
_SCHEME_ONLY: Final = re.compile(r"\s*https?:(?![/\\])", re.IGNORECASE)


def _taken_from(found: list[str]) -> tuple[str, Level]:
    """Say in words where a domain comes from; empty where several parts of the event hold it."""
    if found == ["uri"]:
        return "the path", Level.ERROR
    if not found or "uri" in found:
        return "", Level.ERROR
    words = {"querystring": "the query"}
    return " or ".join(words.get(name, f"the header {name}") for name in found), Level.WARNING


_NOT_URI: Final = re.compile(
    r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})"
)
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_OWN_HOST_TWICE: Final = re.compile(
    r"https?://([^/?#]+)/+https?:/{1,2}\1(?=[/?#]|$)", re.IGNORECASE
)

_URL: Final = re.compile("https?:/", re.IGNORECASE)


@check(
    "EC704",
    "location",
    Level.ERROR,
    events=ANSWERING_EVENTS,
    sees="502 or wrong page",
    aws=(EXAMPLES, "https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2"),
)
def location(exchange: Exchange) -> Faults:
    """Location is no ASCII URI reference, doubles an encoding, or repeats its own host.

    Paths and queries come percent-encoded. Decoded and put into Location they hold spaces, lone
    percent signs or characters beyond ASCII, which CloudFront was seen to turn into question
    marks; encoded once more, `%20` becomes `%2520`, another page. Pass them on as they came, and
    encode only what you decoded. `https://host/https://host/` comes of joining a host to what is
    already a URL.

    Characters that a path, a query or another header held unencoded are no finding, nor is a whole
    URL that is encoded into a query parameter, as for a login page, nor one that the path or a
    cookie brought.
    """
    for name, value in exchange.added_values:
        if name != "location" or exchange.kind != "response":
            continue
        if wrong := next(_foreign(exchange, value), ""):
            message = f"Location {shown(value)} holds {shown(wrong)}, which is no part of a URI"
            yield Fault(message=message, place=_PLACE)
        elif twice := _doubled(exchange, value):
            message = f"Location {shown(value)} encodes {shown(twice)} a second time"
            yield Fault(message=message, place=f"{_PLACE} encoding")
        elif (again := _OWN_HOST_TWICE.match(value)) and not _brings_url(exchange):
            message = f"Location {shown(value)} repeats its own host {again[1]}"
            yield Fault(message=message, place=f"{_PLACE} host")


def _brings_url(exchange: Exchange) -> bool:
    """Whether the path or a cookie holds a URL, so that no program put it there."""
    request = exchange.given_request
    cookies = header_values(request.get("headers")).get("cookie", ())
    return any(_URL.search(unquote(str(text))) for text in (request["uri"], *cookies))


def _foreign(exchange: Exchange, value: str) -> Iterator[str]:
    """Yield the characters that no URI has and that the event does not hold where they stand."""
    request = exchange.given_request
    address = f"{request['uri']}?{request['querystring']}"
    for found in _NOT_URI.finditer(value):
        around = value[max(found.start() - 2, 0) : found.end() + 2]
        brought = _STRAY_PERCENT.search(address) if found[0] == "%" else found[0] in address
        if not brought and not _in_headers(exchange, around):
            yield found[0]


def _in_headers(exchange: Exchange, text: str) -> bool:
    maps = (exchange.given_request.get("headers"), exchange.given_response.get("headers"))
    values = (value for each in maps for values in header_values(each).values() for value in values)
    return any(text in value for value in values if isinstance(value, str))


def _doubled(exchange: Exchange, value: str) -> str:
    """Return an encoded segment, or value of a query parameter, that `value` encodes again."""
    if "%25" not in value:
        return ""
    path, _, query = value.partition("#")[0].partition("?")
    request = exchange.given_request
    for segment in request["uri"].split("/"):
        if _ESCAPE.search(segment) and _holds_encoded(path.split("/"), segment):
            return str(segment)
    pairs = query.split("&")
    for pair in request["querystring"].split("&"):
        if _ESCAPE.search(pair.partition("=")[2]) and _holds_encoded(pairs, pair):
            return str(pair)
    return ""


def _holds_encoded(parts: list[str], given: str) -> bool:
    if given in parts:
        return False
    return any(part.count("%25") and unquote(part) == given for part in parts)
