"""What in a handler's code tells requests from responses, and the viewer's from the origin's side.

Where nothing tells the side of a response, the origin's is supposed: more is legal there, so that
a guess cannot accuse a correct handler.
"""

import re
from dataclasses import dataclass

from edgeconform.handlers.facts import Access, Chain, Number, Reference, Text
from edgeconform.handlers.usage import Usage

_RESPONSE_TYPES = frozenset({"CloudFrontResponseEvent", "CloudFrontResponseHandler"})
_REQUEST_TYPES = frozenset({"CloudFrontRequestEvent", "CloudFrontRequestHandler"})
_ANSWER_FIELDS = frozenset({"body", "bodyEncoding", "status", "statusDescription"})
_KINDS = frozenset({"request", "response"})
_VIEWER_ADDED = re.compile(r"cloudfront-(?:viewer|is|forwarded)-", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What was seen; the texts say it to the user, and are empty where nothing was."""

    request: str = ""
    response: str = ""
    both: bool = False
    origin_request: str = ""
    origin_response: str = ""
    viewer_response: str = ""

    @property
    def is_response(self) -> bool:
        """Whether the handler takes a response."""
        return bool(self.response)


def signs_of(used: Usage) -> Signs:
    """Look through what a handler uses."""
    response = _response(used)
    return Signs(
        request=_request(used),
        response=response,
        both=bool(response) and _answers_both(used),
        origin_request=_origin_request(used),
        origin_response=_origin_response(used) if response else "",
        viewer_response=_viewer_response(used) if response else "",
    )


def _has(chain: Chain, *links: str) -> bool:
    """Whether these links follow each other in a chain."""
    size = len(links)
    return any(chain[i : i + size] == links for i in range(len(chain) - size + 1))


def _request(used: Usage) -> str:
    if any(_has(access.chain, "cf", "request") for access in used.accesses):
        return "reads cf.request"
    return "shows no response"


def _response(used: Usage) -> str:
    reads = [fact for fact in used.facts if isinstance(fact, Access)]
    if any(_has(access.chain, "cf", "response") for access in reads):
        own = [f.chain for f in used.own if isinstance(f, Access)]
        chains = [*used.answers, *(chain for chain in own if chain[-1] != "response")]
        looked_at = any(_has(chain, "cf", "response") for chain in chains)
        passed_on = any(_has(chain, "cf", "request") for chain in used.answers)
        if looked_at or not passed_on or _answers_both(used):
            return "reads cf.response"
    types = {fact.name for fact in used.facts if isinstance(fact, Reference)}
    if types & _RESPONSE_TYPES and not types & _REQUEST_TYPES:
        return "is typed for response events"
    return ""


def _answers_both(used: Usage) -> bool:
    answers = list(used.answers)
    ends = {chain[-1] for chain in answers if _has(chain, "cf", chain[-1])}
    asked = any(t.partner[-1:] == ("eventType",) and t.value in _KINDS for t in used.texts)
    return asked or ends >= _KINDS


def _origin_request(used: Usage) -> str:
    for access in used.accesses:
        if _has(access.chain, "request", "origin") or "customHeaders" in access.chain:
            return "touches request.origin"
        if access.written and _has(access.chain, "headers", "host") and _of_request(access):
            return "sets the Host header"
    for name in _names(used):
        if _VIEWER_ADDED.match(name):
            return f"reads the header {name}, which CloudFront adds after viewer-request"
    return ""


def _of_request(access: Access) -> bool:
    return "request" in access.chain or access.chain[0] == "headers"


def _names(used: Usage) -> list[str]:
    """Strings and members that can be header names."""
    names = [access.chain[-1] for access in used.accesses]
    names += [link for access in used.accesses for link in access.chain]
    return names + [text.value for text in used.texts if " " not in text.value]


def _origin_response(used: Usage) -> str:
    for access in used.accesses:
        chain = access.chain
        if _has(chain, "request", "origin"):
            return "reads cf.response and request.origin"
        answers = len(chain) > 1 and chain[-2] == "response" and chain[-1] in _ANSWER_FIELDS
        if access.written and answers:
            return f"reads cf.response and sets its {chain[-1]}"
    asked = any(chain[-2:] == ("response", "status") for chain in _chains(used))
    if asked and _is_error_asked_for(used):
        return "reads cf.response and looks for error statuses"
    return ""


def _chains(used: Usage) -> list[Chain]:
    return [access.chain for access in used.accesses] + [t.partner for t in used.texts]


def _is_error_asked_for(used: Usage) -> bool:
    """CloudFront runs no viewer-response function for statuses from 400 up."""
    for fact in used.facts:
        match fact:
            case Number(value=value) if 400 <= value <= 599:
                return True
            case Text(value=text) if text.isdigit() and len(text) == 3 and text >= "400":
                return True
    return False


def _viewer_response(used: Usage) -> str:
    for access in used.accesses:
        chain = access.chain
        if access.written and _has(chain, "headers", "set-cookie"):
            return "reads cf.response and sets a cookie"
        if _has(chain, "request", "headers", "cookie"):
            return "reads cf.response and the viewer's cookies"
    return ""
