"""EC401 to EC404 and EC408: the URI of a request, and edits that are dropped."""

import re
from typing import Any, Final

from edgeconform.checks.check import REQUEST_EVENTS, RESPONSE_EVENTS, Fault, Faults, Stage, check
from edgeconform.checks.edits import foreign_characters, refusals
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.observed import observed
from edgeconform.checks.pages import EVENT_STRUCTURE, QUOTAS, RESTRICTIONS
from edgeconform.checks.request_text import INVALID_URI, edited, new_characters, spoken
from edgeconform.checks.wording import shown
from edgeconform.model import Level

_UNWANTED: Final = re.compile(r"[\x00-\x20\x7f]")


@check(
    "EC401",
    "uri-type",
    Level.ERROR,
    fields=("uri",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("uri-leading-slash", "uri-type", "uri-empty", "uri-absolute-url"),
    says=(INVALID_URI,),
    aws=(EVENT_STRUCTURE, "https://github.com/marksteele/edge-rewrite/issues/6"),
)
def uri_type(exchange: Exchange) -> Faults:
    """The uri is not a string, is empty or does not start with /.

    `uri` is the path of the object, from the root on. It holds no scheme and no host: to send the
    request elsewhere, change `origin` in an origin-request function; to send the viewer elsewhere,
    answer with a redirect. A rewrite that cuts off a prefix must leave the slash, also where
    nothing else is left.
    """
    for _, value in refusals(exchange, "EC401"):
        yield Fault(
            message=f"uri must start with /, and the handler returns {shown(value)}", place="uri"
        )


@check(
    "EC402",
    "uri-characters",
    Level.ERROR,
    fields=("uri",),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("uri-invalid-characters", "uri-encoding-utf8"),
    says=(INVALID_URI,),
    aws=(RESTRICTIONS, "https://github.com/sanfrancesco/prerendercloud-lambda-edge/issues/13"),
)
def uri_characters(exchange: Exchange) -> Faults:
    """The uri holds a space or a control character.

    The event's `uri` is percent-encoded as the viewer sent it, and must be handed back encoded.
    A handler that decodes it to look something up, and then writes the decoded text back, fails on
    `/a%20b`. Decode a copy. Characters outside ASCII are sent as UTF-8; AWS advises to encode
    them: a warning, unless the event has them unencoded.
    """
    uri = edited(exchange, "uri")
    if found := new_characters(exchange, uri, _UNWANTED):
        yield Fault(message=f"the handler puts {spoken(found)} into uri: {shown(uri)}", place="uri")
    elif foreign := foreign_characters(exchange, uri):
        yield Fault(
            message=f"the handler puts {shown(foreign)} into uri without percent-encoding",
            place="uri",
            level=Level.WARNING,
            sees="the object under the UTF-8 form of the name, if there is one",
        )


@check(
    "EC403",
    "uri-query",
    Level.WARNING,
    fields=("uri",),
    events=REQUEST_EVENTS,
    sees="unclear",
    rules=("uri-query-in-uri", "uri-fragment"),
    aws=(EVENT_STRUCTURE, RESTRICTIONS),
)
def uri_query(exchange: Exchange) -> Faults:
    """The uri holds ? or #.

    The query belongs in `querystring`, without the question mark, and a fragment never leaves the
    browser. What CloudFront makes of either in `uri` is not documented. A decoded `%3F` or `%23`
    has the same effect as one that the handler wrote.
    """
    uri = edited(exchange, "uri")
    given = exchange.given_request["uri"]
    if found := [character for character in "#?" if character in uri and character not in given]:
        yield Fault(message=f"uri holds {' and '.join(found)}: {shown(uri)}", place="uri")


@check(
    "EC404",
    "uri-length",
    Level.ERROR,
    fields=("uri", "querystring"),
    events=REQUEST_EVENTS,
    sees="502",
    rules=("uri-total-length",),
    aws=(RESTRICTIONS, QUOTAS),
)
def uri_length(exchange: Exchange) -> Faults:
    """The uri and the query string together are too long.

    They must stay below the length of a URL that CloudFront takes. It is an error where an
    ordinary request gets there, and where the handler makes at least twice of what it got: encoding
    what is encoded already, or keeping the old query string as a parameter of the new one. Where
    the request was long by itself and the handler adds to it, as any rewrite does, it is a warning.
    """
    bound = exchange.limits.figure("uri.exclusive-max")
    given, returned = _length(exchange.given_request), _length(exchange.result)
    if returned < bound or returned <= given or exchange.kind != "request":
        return
    is_ordinary, is_multiplied = 2 * given < bound, returned >= 2 * given
    yield Fault(
        message=f"uri and querystring have {returned:,} characters together, {given:,} in the "
        f"event; they must have less than {bound:,}",
        place="uri",
        level=Level.ERROR if is_ordinary or is_multiplied else Level.WARNING,
    )


def _length(request: dict[str, Any]) -> int:
    parts = (request.get("uri"), request.get("querystring"))
    return sum(len(part) for part in parts if isinstance(part, str))


@check(
    "EC408",
    "response-event-edit",
    Level.WARNING,
    events=RESPONSE_EVENTS,
    sees="ignored",
    stage=Stage.PAYLOAD,
    rules=("response-event-querystring-read-only", "origin-response-change"),
    aws=(RESTRICTIONS, EVENT_STRUCTURE),
)
def response_event_edit(exchange: Exchange) -> Faults:
    """The request or its query string is edited in a response event, where edits are dropped.

    A response event holds the request for reading; only the response is handed back. To change
    the path, the query string or the origin, use a request event; to send the viewer elsewhere,
    answer with a redirect.
    """
    for edit in observed(exchange, "edit"):
        yield Fault(
            message=f"the handler edits {edit.subject}, and {exchange.event_type} drops that",
            place=edit.subject,
            source=edit.place,
        )
