"""EC211 to EC214: the status of a response."""

import re
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import ANSWERING_EVENTS, Fault, Faults, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.wording import shown
from edgeconform.model import EventType, Json, Level

_DIGITS: Final = re.compile(r"0|[1-9][0-9]*")


@check(
    "EC211",
    "status-missing",
    Level.ERROR,
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-status-required",),
    aws=(pages.GENERATING, pages.UPDATING),
)
def status_missing(exchange: Exchange) -> Faults:
    """A generated or updated response without status.

    It is the only field that a response must have. A result that has headers or a body, and neither
    a status nor the fields of a request, is taken for a response.
    """
    if "EC211" in exchange.violations:
        yield Fault(message="the response has no status", place="status")


@check(
    "EC212",
    "status-range",
    Level.ERROR,
    fields=("status",),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-status-range",),
    aws=(pages.GENERATING, pages.UPDATING),
)
def status_range(exchange: Exchange) -> Faults:
    """Status outside 200 to 599.

    A number or the digits of one, and none that a function may answer with: 0, 100, 99, 600.
    """
    status = exchange.result.get("status")
    least, most = (exchange.limits.figure(f"status.{end}") for end in ("min", "max"))
    written = _DIGITS.fullmatch(status) if isinstance(status, str) else None
    if "EC212" in exchange.violations or (written and not least <= float(written[0]) <= most):
        yield Fault(message=f"status {shown(status)} is not {least} to {most}", place="status")


@check(
    "EC213",
    "status-type",
    Level.WARNING,
    fields=("status",),
    events=ANSWERING_EVENTS,
    sees="502",
    rules=("response-status-non-numeric", "py-decimal"),
    aws=(pages.GENERATING,),
)
def status_type(exchange: Exchange) -> Faults:
    """Status neither three digits in a string nor an integer.

    A word, an empty string, "200 OK", null, true, a fraction. An integer is no finding: AWS's own
    samples answer with one, and so does `http.HTTPStatus`.
    """
    if "EC213" in exchange.violations:
        status = shown(exchange.result.get("status"))
        yield Fault(message=f"status {status} is no number of three digits", place="status")


@check(
    "EC214",
    "status-changed",
    Level.ERROR,
    events=(EventType.VIEWER_RESPONSE,),
    sees="ignored or 502",
    rules=("viewer-response-status-fixed", "viewer-response-status-description"),
    aws=(pages.LAMBDA_RESTRICTIONS,),
)
def status_changed(exchange: Exchange) -> Faults:
    """A viewer-response function changes the status.

    By then the status is settled, whether the response comes from the origin or from the cache. Do
    it at origin-response. A number in place of the same digits is no change, and another
    `statusDescription` alone is no finding: no page says what becomes of it.
    """
    before = exchange.given_response.get("status")
    after = exchange.result.get("status", before)
    if _digits(before) != _digits(after):
        message = f"the status changes from {shown(before)} to {shown(after)}"
        yield Fault(message=message, place="status")


def _digits(status: Json) -> str:
    return str(int(status) if isinstance(status, float) and status.is_integer() else status)
