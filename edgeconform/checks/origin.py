"""EC5xx: which origin a request is sent to."""

from typing import Any

from edgeconform.checks.check import REQUEST_EVENTS, Fault, Faults, check
from edgeconform.checks.edits import (
    ABSENT,
    ORIGIN_KINDS,
    foreign_characters,
    is_configured,
    is_edited,
    origin_text,
    refusals,
    value_at,
)
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import EVENT_STRUCTURE, INVALID_ORIGIN
from edgeconform.checks.wording import kind, shown
from edgeconform.model import EventType, Level


@check(
    "EC501",
    "origin-kind",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=("origin-one-of",),
    aws=(EVENT_STRUCTURE,),
)
def origin_kind(exchange: Exchange) -> Faults:
    """The origin holds both custom and s3, neither, or an unknown kind.

    Exactly one of the two. To switch from one to the other, replace the whole origin: a handler
    that only sets `origin.custom` leaves the `s3` of the event beside it.
    """
    refused = list(refusals(exchange, "EC501"))
    for violation, value in refused:
        if isinstance(value, dict):
            message = f"origin must hold custom or s3, and holds {_listed(value)}"
        else:
            message = f"{violation.place} must be an object, and the handler returns {kind(value)}"
        yield Fault(message=message, place=violation.place)
    if refused or not exchange.origin_edited:
        return
    brought = exchange.given.get("origin", {}).keys()
    for unknown in sorted(exchange.result["origin"].keys() - brought - {*ORIGIN_KINDS}):
        message = f"origin holds {shown(unknown)} beside custom or s3"
        yield Fault(message=message, place="origin")


def _listed(origin: dict[str, Any]) -> str:
    return " and ".join(sorted(origin)) or "nothing"


@check(
    "EC502",
    "origin-fields",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=("origin-required-fields",),
    aws=(EVENT_STRUCTURE,),
)
def origin_fields(exchange: Exchange) -> Faults:
    """A switched origin lacks required fields.

    An origin that a handler writes anew must be complete, with timeouts, path, port, protocol and
    TLS versions for a custom one; only `customHeaders` may be left out. To change one field of the
    event's origin, change that field and leave the rest.
    """
    if "EC501" in exchange.violations:
        return
    for violation in exchange.violations.get("EC502", ())[:1]:
        name = str(violation.path[-1])
        given = value_at(exchange.given, violation.path)
        required = exchange.limits.figure(f"origin.required.{name}")
        returned = exchange.result["origin"][name]
        missing = [
            field
            for field in required
            if field not in returned and (given is ABSENT or field in given)
        ]
        if missing:
            message = f"origin.{name} lacks {', '.join(missing)}"
            yield Fault(message=message, place=violation.place)


@check(
    "EC503",
    "origin-domain",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=(
        "origin-domain-nonempty",
        "origin-custom-domain-length",
        "origin-custom-domain-colon",
        "origin-custom-domain-ip",
        "origin-s3-domain-length",
        "origin-s3-domain-lowercase",
        "origin-custom-domain-chars",
    ),
    says=(f"{INVALID_ORIGIN}: The value of DomainName is invalid.",),
    aws=(EVENT_STRUCTURE,),
)
def origin_domain(exchange: Exchange) -> Faults:
    """The domainName is empty, too long, an IP address, holds a colon, or upper case for S3.

    It is a DNS name and nothing else: the port has a field of its own, and so have the protocol
    and the path. Characters that no DNS name holds, such as a slash, are a warning where AWS does
    not name them.
    """
    refused = list(refusals(exchange, "EC503"))
    for violation, value in refused:
        lower = " in lower case" if "s3" in violation.path else ""
        message = f"{violation.place} must be a DNS name{lower}, and is {shown(value)}"
        yield Fault(message=message, place=violation.place)
    for name in ORIGIN_KINDS if not refused else ():
        domain = origin_text(exchange, name, "domainName")
        unusual = set(domain) & {"/", " ", "_" if name == "custom" else "/"}
        if unusual and not is_configured(exchange, domain):
            yield Fault(
                message=f"origin.{name}.domainName holds {shown(min(unusual))}: {shown(domain)}",
                place=f"origin.{name}.domainName",
                level=Level.WARNING,
            )


@check(
    "EC504",
    "origin-path",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=("origin-path-leading-slash", "origin-path-trailing-slash", "origin-custom-path-length"),
    aws=(EVENT_STRUCTURE,),
)
def origin_path(exchange: Exchange) -> Faults:
    """The path does not start with /, ends with /, or is too long.

    `path` is put before the `uri`, which starts with a slash itself: `/v2`, or the empty string
    for none. A single slash is a warning, since AWS says "should". In a custom origin the path is
    percent-encoded; characters that the event's uri holds unencoded are no finding.
    """
    refused = list(refusals(exchange, "EC504"))
    for violation, value in refused:
        yield Fault(
            message=f"{violation.place} is {shown(value)}; it must be empty, or start with / and "
            f"not end with one, within the length that CloudFront takes",
            place=violation.place,
        )
    for name in ORIGIN_KINDS if not refused else ():
        path = origin_text(exchange, name, "path")
        if is_configured(exchange, path):
            continue
        if path == "/":
            message = f"origin.{name}.path is a single slash; no path is the empty string"
            yield Fault(message=message, place=f"origin.{name}.path", level=Level.WARNING)
        elif name == "custom" and not _is_encoded(exchange, path):
            message = f"origin.custom.path is not percent-encoded: {shown(path)}"
            yield Fault(message=message, place="origin.custom.path")


def _is_encoded(exchange: Exchange, path: str) -> bool:
    unprintable = any(character <= " " or character == "\x7f" for character in path)
    return not unprintable and not foreign_characters(exchange, path)


@check(
    "EC513",
    "origin-wrong-kind-fields",
    Level.POLICY,
    fields=("origin",),
    events=REQUEST_EVENTS,
    sees="unclear",
    rules=("origin-s3-custom-only-fields", "origin-viewer-request", "origin-vpc"),
    aws=(EVENT_STRUCTURE,),
)
def origin_wrong_kind_fields(exchange: Exchange) -> Faults:
    """Fields of the other origin kind, or an origin in viewer-request.

    A port means nothing to S3, an access identity nothing to a custom origin, and a viewer-request
    event has no origin yet. What CloudFront makes of them is not documented.
    """
    origin = exchange.result.get("origin")
    if not exchange.origin_edited:
        return
    if exchange.event_type is EventType.VIEWER_REQUEST:
        yield Fault(message="the handler adds an origin in viewer-request", place="origin")
        return
    fields = {name: {*exchange.limits.figure(f"origin.fields.{name}")} for name in ORIGIN_KINDS}
    for name, other in (ORIGIN_KINDS, ORIGIN_KINDS[::-1]):
        returned = value_at(origin, (name,))
        foreign = fields[other] - fields[name]
        for field in sorted(foreign.intersection(returned if isinstance(returned, dict) else ())):
            if is_edited(exchange, "origin", name, field):
                message = f"origin.{name} holds {field}, a field of {other} origins"
                yield Fault(message=message, place=f"origin.{name}.{field}")
