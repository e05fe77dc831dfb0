"""EC5xx: the headers that an origin gets."""

from typing import Any, Final

from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.edits import (
    ORIGIN_KINDS,
    header_place,
    is_edited,
    origin_text,
    refusals,
    value_at,
)
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.header_shapes import is_name
from edgeconform.checks.header_values import control_character
from edgeconform.checks.pages import CUSTOM_HEADERS, EVENT_STRUCTURE, EXAMPLES, INVALID_ORIGIN
from edgeconform.checks.sizes import Headers
from edgeconform.checks.wording import shown
from edgeconform.model import EventType, Json, Level


@check(
    "EC510",
    "origin-custom-headers",
    Level.ERROR,
    fields=("origin", "headers"),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=(
        "origin-custom-headers-shape",
        "origin-custom-headers-disallowed",
        "origin-custom-headers-duplicate-request",
        "header-custom-origin-denylist",
        "header-custom-origin-duplicate",
    ),
    says=(f"{INVALID_ORIGIN}: One or more HeaderName or HeaderValue values are invalid.",),
    aws=(EVENT_STRUCTURE, CUSTOM_HEADERS),
)
def origin_custom_headers(exchange: Exchange) -> Faults:
    """The customHeaders have the wrong shape, a denied name, or one that the headers have too.

    They have the form of `headers`: names, each with a list of values, in the same characters; a
    list of strings in place of a value is a warning. Names that no function may add, and those that
    a distribution may not send to its origin, are refused here too. A name may stand in `headers`
    or in `customHeaders`, not in both: take it out of `headers`. That is a warning where the
    header is a viewer's, which only some policies forward. What the event's origin brought is no
    finding, unless the handler copies it to `headers`: nobody configures an origin with a custom
    header that the function sets to another value.
    """
    for violation, value in refusals(exchange, "EC510"):
        named = str(violation.path[3]).lower() if len(violation.path) > 3 else ""
        place = ".".join(map(str, violation.path[:3]))
        yield Fault(
            message=f"{violation.place} must have the form of headers, and holds {shown(value)}",
            place=header_place(exchange, named, place) if named else place,
        )
    if exchange.kind != "request" or not (exchange.origin_edited or exchange.added_headers):
        return
    returned = _custom_headers(exchange.result)
    given = _custom_headers(exchange.given) if exchange.origin_edited else returned
    for name, values in returned.items():
        is_new = given.get(name) != values
        if is_new and _is_denied(exchange, name):
            message = f"customHeaders holds {name}, which may not be added for an origin"
            yield Fault(message=message, place=f"origin.customHeaders.{name}")
        elif name in exchange.headers and (is_new or _is_copied(exchange, name, values)):
            yield _both_hold(exchange, name)
        elif is_new and (message := _unsendable(name, values)):
            yield Fault(message=message, place=header_place(exchange, name, _CUSTOM))
    yield from _lists(exchange)


_CUSTOM: Final = "origin.customHeaders"


def _both_hold(exchange: Exchange, name: str) -> Fault:
    """Blame the handler, or warn where the header comes only with a policy that forwards it."""
    message = f"customHeaders and headers both hold {name}"
    forwarded = exchange.limits.names("headers.always-forwarded")
    is_certain = name in forwarded or name in (exchange.conditions.delivered or ())
    if not is_certain and name in exchange.given_headers and name not in exchange.added_headers:
        message += ", where a viewer sends it and a policy forwards it"
        level = Level.WARNING
    else:
        level = None
    return Fault(message=message, place=header_place(exchange, name, _CUSTOM), level=level)


def _unsendable(name: str, values: list[Json]) -> str:
    if not is_name(name):
        return f"customHeaders holds {shown(name)}, which is no header name"
    for value in values:
        if isinstance(value, str) and (what := control_character(value)):
            return f"the value of {name} in customHeaders holds {what}: {shown(value)}"
    return ""


def _lists(exchange: Exchange) -> Faults:
    for kind in ORIGIN_KINDS if "EC510" not in exchange.violations else ():
        path = ("origin", kind, "customHeaders")
        headers = value_at(exchange.result, path)
        for key in headers if isinstance(headers, dict) else ():
            if is_edited(exchange, *path, key) and _holds_list(headers[key]):
                yield Fault(
                    message=f"the value of {key} in customHeaders is a list; an entry for each "
                    "value is documented",
                    place=header_place(exchange, key.lower(), _CUSTOM),
                    level=Level.WARNING,
                    sees="unclear",
                )


def _holds_list(entries: Json) -> bool:
    return isinstance(entries, list) and any(
        isinstance(entry, dict) and isinstance(entry.get("value"), list) for entry in entries
    )


def _is_copied(exchange: Exchange, name: str, values: list[Json]) -> bool:
    return name in exchange.added_headers and exchange.headers[name] == values


def _is_denied(exchange: Exchange, name: str) -> bool:
    denied = ("headers.disallowed", "headers.custom-origin-denylist")
    return any(name in exchange.limits.names(key) for key in denied)


def _custom_headers(request: dict[str, Any]) -> Headers:
    found: Headers = {}
    for name in ORIGIN_KINDS:
        headers = value_at(request, ("origin", name, "customHeaders"))
        found |= {key: values for key, values in header_values(headers).items() if values}
    return found


@check(
    "EC511",
    "origin-host",
    Level.WARNING,
    fields=("origin", "headers"),
    events=(EventType.ORIGIN_REQUEST,),
    sees="403 from S3",
    rules=("origin-host-header-s3", "origin-host-header-custom", "observed-host-s3-403"),
    aws=(EXAMPLES,),
)
def origin_host(exchange: Exchange) -> Faults:
    """The origin changed and the Host header did not follow.

    The Host header of the event names the origin of the event. S3 finds the bucket by it and
    answers 403 to another one; a web server may serve another site. Set `headers.host` to the new
    `domainName`, as all of AWS's samples do. A custom origin may be meant to see the viewer's
    Host: where the event's Host was not the name of the origin, it is left alone.
    """
    if not exchange.origin_edited:
        return
    hosts, given_hosts = exchange.headers.get("host"), exchange.given_headers.get("host")
    if not hosts or hosts != given_hosts or "EC501" in exchange.violations:
        return
    host, old = str(hosts[0]).lower(), _domain(exchange.given.get("origin"))
    for name in ORIGIN_KINDS:
        new = origin_text(exchange, name, "domainName").lower()
        if new and new != host and new != old and (name == "s3" or host == old):
            yield Fault(
                message=f"the origin becomes {shown(new)}, and the header host stays {shown(host)}",
                place="headers.host",
                sees=None if name == "s3" else "wrong page",
            )


def _domain(origin: Any) -> str:
    domains = (value_at(origin, (name, "domainName")) for name in ORIGIN_KINDS)
    return "".join(domain for domain in domains if isinstance(domain, str)).lower()
