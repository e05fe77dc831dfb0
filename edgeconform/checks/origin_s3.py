"""EC5xx: what S3 asks of an origin."""

import re
from typing import Any, Final

from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.edits import origin_text, refusals, value_at
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import EVENT_STRUCTURE, ORIGIN_SETTINGS
from edgeconform.checks.wording import shown
from edgeconform.model import EventType, Level

_ACCESS_IDENTITY: Final = "origin-access-identity"
_ENDPOINT: Final = r"\.amazonaws\.com(\.cn)?$"
_WEBSITE: Final = re.compile(r"\.s3-website[.-][a-z0-9-]+" + _ENDPOINT, re.IGNORECASE)
_REGIONAL: Final = re.compile(r"\.s3[.-][a-z]{2}-[a-z0-9-]+" + _ENDPOINT, re.IGNORECASE)


@check(
    "EC509",
    "origin-s3-auth",
    Level.ERROR,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502",
    rules=(
        "origin-s3-auth-method",
        "origin-s3-auth-region",
        "origin-s3-oai-from-custom",
        "origin-s3-oai-same",
    ),
    aws=(EVENT_STRUCTURE,),
)
def origin_s3_auth(exchange: Exchange) -> Faults:
    """The authMethod is unknown, lacks a region, or names an access identity that the event lacks.

    `origin-access-identity` needs a `region`, and means the identity of the S3 origin that the
    distribution has: coming from a custom origin, or from one without, there is none to use. AWS's
    own sample does so, and leaves the region empty: both are warnings. Origin access control is
    not a value of this field.
    """
    for violation, value in refusals(exchange, "EC509"):
        methods = " or ".join(exchange.conditions.limits.figure("origin.auth-methods"))
        wanted = methods if violation.place.endswith("authMethod") else "a string"
        message = f"{violation.place} is {shown(value)}, and must be {wanted}"
        yield Fault(message=message, place=violation.place)
    origin, given = (_s3_origin(request) for request in (exchange.result, exchange.given))
    if not exchange.origin_edited or origin.get("authMethod") != _ACCESS_IDENTITY:
        return
    had_identity = given.get("authMethod") == _ACCESS_IDENTITY
    if not had_identity:
        message = "the origin is given an access identity, and that of the event has none"
        yield Fault(message=message, place="origin.s3.authMethod", level=Level.WARNING)
    region = origin.get("region")
    if not region and not (had_identity and given.get("region") == region):
        level = Level.WARNING if region == "" else Level.ERROR
        message = "origin.s3 has an access identity and no region"
        yield Fault(message=message, place="origin.s3.region", level=level)


def _s3_origin(request: dict[str, Any]) -> dict[str, Any]:
    origin = value_at(request, ("origin", "s3"))
    return origin if isinstance(origin, dict) else {}


@check(
    "EC512",
    "origin-s3-endpoint",
    Level.WARNING,
    fields=("origin",),
    events=(EventType.ORIGIN_REQUEST,),
    sees="502 or redirect",
    rules=("origin-s3-domain-regional", "origin-s3-website-endpoint"),
    aws=(EVENT_STRUCTURE, ORIGIN_SETTINGS),
)
def origin_s3_endpoint(exchange: Exchange) -> Faults:
    """An S3 website endpoint, or under the oldest limits a regional name, in origin.s3.

    A website endpoint is a web server: it belongs in `origin.custom`, with protocol http, and
    knows no access identity. Regional names such as `bucket.s3.eu-west-1.amazonaws.com` are what
    AWS's pages show; until 2019 they advised against them.
    """
    domain = origin_text(exchange, "s3", "domainName")
    if _WEBSITE.search(domain):
        message = f"origin.s3.domainName is a website endpoint: {shown(domain)}"
        yield Fault(message=message, place="origin.s3.domainName")
    elif _REGIONAL.search(domain) and _is_regional_advised_against(exchange):
        message = f"origin.s3.domainName is the name of one Region: {shown(domain)}"
        yield Fault(message=message, place="origin.s3.domainName")


def _is_regional_advised_against(exchange: Exchange) -> bool:
    return bool(exchange.limits.figure("origin.s3.regional-domain") == "advised-against")
