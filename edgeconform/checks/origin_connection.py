"""EC5xx: how an origin is connected to."""

from typing import Any, Final

from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.edits import ORIGIN_KINDS, is_edited, origin_text, refusals, value_at
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import EVENT_STRUCTURE, ORIGIN_SETTINGS
from edgeconform.checks.wording import shown
from edgeconform.model import EventType, Level

_TIMEOUTS: Final = ("keepaliveTimeout", "readTimeout", "responseCompletionTimeout")

# The default port of the other scheme: https://www.rfc-editor.org/rfc/rfc9110#section-4.2
_PORT_OF_THE_OTHER: Final = {"http": 443, "https": 80}


@check(
    "EC505",
    "origin-port",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=("origin-port",),
    aws=(EVENT_STRUCTURE,),
)
def origin_port(exchange: Exchange) -> Faults:
    """The port is not one that CloudFront connects to.

    Those are the ports of HTTP and HTTPS and the ones from 1024 on. All samples give a number;
    digits in a string are not documented either way, and no finding.
    """
    for violation, value in refusals(exchange, "EC505"):
        message = f"{violation.place} is {shown(value)}, to which CloudFront does not connect"
        yield Fault(message=message, place=violation.place)


@check(
    "EC506",
    "origin-protocol",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=("origin-protocol",),
    aws=(EVENT_STRUCTURE,),
)
def origin_protocol(exchange: Exchange) -> Faults:
    """The protocol is neither http nor https.

    `match-viewer` is a setting of distributions; a function must choose.
    """
    for violation, value in refusals(exchange, "EC506"):
        message = f"{violation.place} must be http or https, and is {shown(value)}"
        yield Fault(message=message, place=violation.place)


@check(
    "EC507",
    "origin-timeout",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=(
        "origin-keepalive-timeout",
        "origin-read-timeout",
        "origin-timeout-type",
        "origin-response-completion-timeout",
        "origin-timeout-over-distribution",
    ),
    aws=(EVENT_STRUCTURE, ORIGIN_SETTINGS),
)
def origin_timeout(exchange: Exchange) -> Faults:
    """A timeout of the origin is no number or out of range.

    `keepaliveTimeout` and `readTimeout` are in seconds, within the ranges of CloudFront's quotas.
    `responseCompletionTimeout` is at least `readTimeout`; 0 or leaving it out means none. Digits
    in a string are a warning, and so is a `readTimeout` over the completion timeout of the event's
    origin: only a distribution that sets one minds. A value over what the account's quotas allow
    may fail too, but no event says what they are.
    """
    for violation, value in refusals(exchange, "EC507"):
        message = f"{violation.place} is {shown(value)}, which is no number or out of range"
        yield Fault(message=message, place=violation.place)
    for name in ORIGIN_KINDS if exchange.origin_edited else ():
        for field in _TIMEOUTS:
            if (digits := origin_text(exchange, name, field)).isdecimal():
                yield Fault(
                    message=f"origin.{name}.{field} must be a number, and is {shown(digits)}",
                    place=f"origin.{name}.{field}",
                    level=Level.WARNING,
                )
        yield from _completion(exchange, name)


def _completion(exchange: Exchange, name: str) -> Faults:
    fields = ("readTimeout", "responseCompletionTimeout")
    raised, changed = (is_edited(exchange, "origin", name, field) for field in fields)
    read, completion = (value_at(exchange.result, ("origin", name, field)) for field in fields)
    if not (_is_number(read) and _is_number(completion) and completion < read) or not completion:
        return
    if changed:
        yield Fault(
            message=f"origin.{name}.responseCompletionTimeout is {completion}, less than the "
            f"readTimeout of {read}",
            place=f"origin.{name}.responseCompletionTimeout",
        )
    elif raised:
        yield Fault(
            message=f"origin.{name}.readTimeout is raised to {read}, over the "
            f"responseCompletionTimeout of {completion} that the event's origin has",
            place=f"origin.{name}.readTimeout",
            level=Level.WARNING,
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@check(
    "EC508",
    "origin-ssl-protocols",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=("origin-ssl-protocols", "origin-ssl-protocols-type"),
    aws=(EVENT_STRUCTURE,),
)
def origin_ssl_protocols(exchange: Exchange) -> Faults:
    """The sslProtocols hold an unknown protocol, or are no list.

    A list of names as AWS writes them, `["TLSv1.2"]`; TLSv1.3 is not among them. A single name
    outside a list, and an empty list for an origin that is spoken to by https, are warnings.
    """
    for violation, value in refusals(exchange, "EC508"):
        known = ", ".join(exchange.conditions.limits.figure("origin.ssl-protocols"))
        message = f"{violation.place} is {shown(value)}, and must be a list out of {known}"
        yield Fault(message=message, place="origin.custom.sslProtocols")
    path = ("origin", "custom", "sslProtocols")
    is_new = exchange.origin_edited and is_edited(exchange, *path)
    versions = value_at(exchange.result, path)
    if "EC508" in exchange.violations or not is_new:
        return
    over_http = value_at(exchange.result, ("origin", "custom", "protocol")) == "http"
    if isinstance(versions, str) or (versions == [] and not over_http):
        yield Fault(
            message=f"{'.'.join(path)} must be a list of names, and is {shown(versions)}",
            place=".".join(path),
            level=Level.WARNING,
        )


@check(
    "EC514",
    "origin-port-protocol",
    Level.WARNING,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="origin error",
    rules=("origin-port-protocol-mismatch",),
    aws=(EVENT_STRUCTURE,),
)
def origin_port_protocol(exchange: Exchange) -> Faults:
    """Protocol https on the port of http, or http on the port of https.

    `port` and `protocol` are two fields: a handler that sets one must look at the other.
    """
    fields = ("port", "protocol") if exchange.origin_edited else ()
    if not any(is_edited(exchange, "origin", "custom", field) for field in fields):
        return
    custom = exchange.result["origin"]["custom"]
    port, protocol = custom.get("port"), custom.get("protocol")
    if isinstance(protocol, str) and _PORT_OF_THE_OTHER.get(protocol) == port:
        message = f"origin.custom has protocol {protocol} and port {port}"
        yield Fault(message=message, place="origin.custom.port")
