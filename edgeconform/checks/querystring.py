"""EC405 to EC407: the query string of a request that a handler returns."""

import re
from typing import Final

from edgeconform.checks.check import REQUEST_EVENTS, Fault, Faults, check
from edgeconform.checks.edits import refusals
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import EVENT_STRUCTURE, RESTRICTIONS
from edgeconform.checks.request_text import INVALID_URI, edited, new_characters, spoken
from edgeconform.checks.wording import kind, shown
from edgeconform.model import Level

_UNWANTED: Final = re.compile(r"[\x00-\x20\x7f#]")
_BROKEN_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


@check(
    "EC405",
    "querystring-type",
    Level.ERROR,
    fields=("querystring",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("querystring-type",),
    aws=(EVENT_STRUCTURE,),
)
def querystring_type(exchange: Exchange) -> Faults:
    """The querystring is not a string.

    An object is the form of CloudFront Functions. In Lambda@Edge, write the parameters in one
    string: `urllib.parse.urlencode` or `URLSearchParams`. No query is the empty string, not null.
    """
    for _, value in refusals(exchange, "EC405"):
        yield Fault(
            message=f"querystring must be a string, and the handler returns {kind(value)}",
            place="querystring",
        )


@check(
    "EC406",
    "querystring-characters",
    Level.ERROR,
    fields=("querystring",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("querystring-spaces", "querystring-control-characters", "querystring-fragment"),
    says=(INVALID_URI,),
    aws=(RESTRICTIONS, "https://github.com/sanfrancesco/prerendercloud-lambda-edge/issues/13"),
)
def querystring_characters(exchange: Exchange) -> Faults:
    """The querystring holds a space, a control character or #.

    Parsing gives decoded values; joining them again with `=` and `&` writes them back decoded, and
    the first `%20` of a viewer ends in an error page. Encode each key and value.
    """
    query = edited(exchange, "querystring")
    if found := new_characters(exchange, query, _UNWANTED):
        yield Fault(
            message=f"the handler puts {spoken(found)} into querystring: {shown(query)}",
            place="querystring",
        )


@check(
    "EC407",
    "querystring-form",
    Level.WARNING,
    fields=("querystring",),
    events=REQUEST_EVENTS,
    sees="unclear",
    rules=("querystring-no-question-mark", "querystring-invalid-percent"),
    aws=(EVENT_STRUCTURE, RESTRICTIONS),
)
def querystring_form(exchange: Exchange) -> Faults:
    """The querystring starts with ? or holds a broken percent escape.

    CloudFront puts the question mark itself: with another one, the first parameter gets a name
    that starts with `?`. A per cent sign that is not followed by two hexadecimal digits comes from
    decoding without encoding again, or from cutting a string in the middle of an escape. What the
    viewer sent so is no finding.
    """
    query, given = edited(exchange, "querystring"), exchange.given_request.get("querystring", "")
    if query.startswith("?") and not given.startswith("?"):
        yield Fault(message=f"querystring starts with ?: {shown(query)}", place="querystring.?")
    brought = given + exchange.given_request["uri"]
    if _BROKEN_ESCAPE.search(query) and not _BROKEN_ESCAPE.search(brought):
        yield Fault(
            message=f"querystring holds a broken percent escape: {shown(query)}",
            place="querystring.%",
        )
