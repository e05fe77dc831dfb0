"""EC201 to EC206: whether the result is a request or a response at all."""

from difflib import get_close_matches
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import REQUEST_EVENTS, Fault, Faults, Stage, check
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.payload import Unparsable
from edgeconform.checks.wording import kind, shown
from edgeconform.model import EventType, Json, Language, Level

_NOT_OBJECT: Final = f"{pages.INVALID_JSON}: The JSON output must be an object type."
_NOT_PARSABLE: Final = f"{pages.INVALID_JSON}: The JSON output is not parsable."


@check(
    "EC201",
    "result-not-object",
    Level.ERROR,
    sees="502",
    stage=Stage.PAYLOAD,
    rules=("result-not-object", "py-none-return"),
    says=(_NOT_OBJECT,),
    aws=(pages.TESTING,),
)
def result_not_object(exchange: Exchange) -> Faults:
    """The result is not a JSON object: null, undefined, None, list, string, number.

    Most often a branch of the handler ends without a return. In Node.js it may also be that a plain
    function returns its answer, which Lambda ignores: only a promise or the callback counts.

    Where nothing came after the kit refused a connection, it is a warning: the branch for a service
    that is out of reach lacks its answer.
    """
    payload = exchange.payload
    if isinstance(payload, _OF_OTHER_CHECKS):
        return
    refused = payload is None and exchange.was_refused
    hint = ""
    if refused:
        hint = ", after a connection failed: it needs an answer for that, too"
    elif payload is None:
        python = exchange.invocation.runtime.language is Language.PYTHON
        hint = ": a branch of it ends without a return" if python else _NO_ANSWER
    elif isinstance(payload, list):
        hint = ": return the request or the response alone"
    yield Fault(
        message=f"the handler answers with {kind(payload)}{hint}",
        place=kind(payload),
        level=Level.WARNING if refused else None,
    )


_OF_OTHER_CHECKS: Final = Unparsable | dict
_NO_ANSWER: Final = ": it resolves to nothing, or never calls back"


@check(
    "EC202",
    "result-unparsable",
    Level.ERROR,
    sees="502",
    stage=Stage.PAYLOAD,
    rules=(
        "result-not-parsable",
        "result-lambda-payload-limit",
        "py-nan",
        "py-lone-surrogate",
        "observed-large-response-not-parsable",
    ),
    says=(
        _NOT_PARSABLE,
        "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
    ),
    aws=(pages.TESTING, pages.LAMBDA_QUOTAS),
)
def result_unparsable(exchange: Exchange) -> Faults:
    """The serialised result is not JSON that CloudFront can parse.

    Python writes the floats NaN and Infinity as such, and JSON has neither. Runtimes up to Python
    3.11 write a lone surrogate as an escape that stands for no character. And a payload over
    Lambda's own limit never reaches CloudFront whole, however much the event's quota allows.
    """
    if isinstance(exchange.payload, Unparsable):
        yield Fault(message=exchange.payload.reason, place=exchange.payload.cause)


@check(
    "EC203",
    "result-envelope",
    Level.ERROR,
    sees="502",
    stage=Stage.PAYLOAD,
    rules=("result-whole-event", "result-api-gateway-shape", "result-missing-status"),
    says=(pages.ENTRY_NOT_ARRAY, pages.BODY_REFUSED),
    aws=(pages.EVENT_STRUCTURE, pages.GENERATING, pages.TESTING),
)
def result_envelope(exchange: Exchange) -> Faults:
    """The result is of another dialect.

    The whole event, its Records list or its cf part; a request or response in a wrapper; the
    response of API Gateway or of a function URL, with `statusCode`; the header objects of a
    CloudFront Function; or an object that has no field of a request or a response. CloudFront takes
    none of them, and its message complains of whatever it looked at first.

    Return `event["Records"][0]["cf"]["request"]`, the same with "response", or an object with
    `status`.
    """
    if exchange.is_unedited or "EC203" not in exchange.violations:
        return
    wanted = "request" if exchange.event_type.is_request else "response"
    place, what = _dialect(exchange.result, exchange.event_type)
    usual = f'return event["Records"][0]["cf"]["{wanted}"] or its like'
    yield Fault(message=f"the result is {what}; {_MENDING.get(place, usual)}", place=place)


_DIALECTS: Final = {
    "Records": "the whole event",
    "cf": "a record of the event",
    "statusCode": "a response of API Gateway or of a CloudFront Function, with statusCode",
    "request": "a request in a wrapper",
    "response": "a response in a wrapper",
}


_LISTS: Final = 'make each header a list of objects: {"x-a": [{"value": "1"}]}'
_MENDING: Final = {
    "statusCode": f"name the field status, and {_LISTS}",
    "headers": _LISTS,
}


def _dialect(result: dict[str, Json], event_type: EventType) -> tuple[str, str]:
    for key, what in _DIALECTS.items():
        if key in result:
            return key, what
    if event_type.is_response and "uri" in result:
        return "uri", "a request, and this event takes a response"
    if result.get("headers"):
        return "headers", "of a CloudFront Function, whose headers are objects and no lists"
    return "result", "neither a request nor a response"


@check(
    "EC204",
    "result-unknown-keys",
    Level.WARNING,
    sees="ignored",
    rules=("result-unknown-keys",),
    aws=(pages.EVENT_STRUCTURE, pages.GENERATING),
)
def result_unknown_keys(exchange: Exchange) -> Faults:
    """The result carries keys that CloudFront does not know.

    They do nothing. Often one is a misspelling, or belongs to another dialect: `isBase64Encoded` of
    API Gateway is `bodyEncoding` here. Keys that the event itself brought are no finding: live
    events carry fields that are not documented.
    """
    known = exchange.contract.known(exchange.kind)
    if exchange.result.keys() <= known:
        return
    unknown = exchange.result.keys() - known
    unknown -= exchange.given_request.keys() | exchange.given_response.keys()
    for key in sorted(unknown):
        close = _MEANT.get(key) or next(iter(get_close_matches(key, known, n=1)), "")
        hint = f"; did you mean {close}?" if close else ""
        yield Fault(message=f"CloudFront does not know the key {shown(key)}{hint}", place=key)


_MEANT: Final = {"isBase64Encoded": "bodyEncoding", "query": "querystring", "cookies": "headers"}


@check(
    "EC205",
    "request-incomplete",
    Level.WARNING,
    events=REQUEST_EVENTS,
    sees="502",
    rules=("request-missing-fields",),
    aws=(pages.TESTING, pages.EVENT_STRUCTURE),
)
def request_incomplete(exchange: Exchange) -> Faults:
    """The returned request lacks fields it came with: uri, headers, method, clientIp.

    CloudFront names missing fields as a reason to refuse a result, without a list of those that it
    needs. Change the request of the event and return that, rather than build a new one. A missing
    `querystring` alone is no finding.
    """
    if exchange.kind != "request" or exchange.result.keys() >= exchange.given_request.keys():
        return
    fields = ("clientIp", "headers", "method", "uri")
    missing = [f for f in fields if f in exchange.given_request and f not in exchange.result]
    if missing:
        listed = ", ".join(missing)
        yield Fault(message=f"the returned request lacks {listed}", place=f"without {listed}")


@check(
    "EC206",
    "read-only-field",
    Level.POLICY,
    fields=("method", "clientIp", "body"),
    events=REQUEST_EVENTS,
    sees="ignored or 502",
    rules=(
        "request-method-read-only",
        "request-client-ip-read-only",
        "body-input-truncated-read-only",
    ),
    aws=(pages.EVENT_STRUCTURE,),
)
def read_only_field(exchange: Exchange) -> Faults:
    """A read-only field of the request changed: method, clientIp, body.inputTruncated.

    The event's page says that they are read-only, and no page says what CloudFront makes of a
    change: it may be dropped, or the result refused. Either way it does not do what it says.
    """
    if exchange.kind != "request":
        return
    before, after = exchange.given_request, exchange.result
    yield from _changed("", ("method", "clientIp"), before, after)
    yield from _changed("body.", ("inputTruncated",), before.get("body"), after.get("body"))


def _changed(path: str, fields: tuple[str, ...], before: Json, after: Json) -> Faults:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return
    for field in fields:
        if field in before and field in after and before[field] != after[field]:
            was, now = shown(before[field]), shown(after[field])
            message = f"{path}{field} is read-only, and changes from {was} to {now}"
            yield Fault(message=message, place=f"{path}{field}")
