"""EC3xx: the values of headers."""

import re
from typing import Final

from edgeconform.checks.check import ANSWERING_EVENTS, Fault, Faults, check
from edgeconform.checks.edits import foreign_characters, header_place
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import EXAMPLES, RESTRICTIONS
from edgeconform.checks.wording import shown
from edgeconform.model import Level

_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SPOKEN: Final = {"\0": "NUL", "\r": "a carriage return", "\n": "a line feed"}

# RFC 6265, 4.1.1, and what browsers have added since.
_ATTRIBUTES: Final = "expires|max-age|domain|path|secure|httponly|samesite|partitioned|priority"
_ATTRIBUTE: Final = re.compile(rf";\s*(?:{_ATTRIBUTES})\s*(?:=|;|$)", re.IGNORECASE)
_NEXT_COOKIE: Final = re.compile(
    rf",(?P<space>\s*)(?=[!#$%&'*+.^_`|~0-9A-Za-z-]+=)(?!(?:{_ATTRIBUTES})=)", re.IGNORECASE
)
_OPEN_PATH: Final = re.compile(r";\s*path=/[^;,]+$", re.IGNORECASE)


@check(
    "EC307",
    "header-value-characters",
    Level.ERROR,
    sees="502",
    rules=("header-value-crlf", "header-value-control-chars"),
    says=(
        (
            "Lambda function result validation failed, the function returned an invalid header, "
            "invalid character : '%0D' in header value, headerName : Location."
        ),
    ),
    aws=(RESTRICTIONS, "https://www.rfc-editor.org/rfc/rfc9110#section-5.5"),
)
def header_value_characters(exchange: Exchange) -> Faults:
    r"""A header value holds CR, LF, NUL or another control character.

    CloudFront hands over `%0d%0a` as it was sent, encoded. A handler that decodes a path or a
    query parameter and puts it into a header lets anyone write line breaks into it, and every such
    request ends in an error page. Encode what goes into a header, or refuse it. A tab is allowed.
    """
    for name, value in exchange.added_values:
        if what := control_character(value):
            yield Fault(
                message=f"the value of {name} holds {what}: {shown(value)}",
                place=header_place(exchange, name),
            )


def control_character(value: str) -> str:
    """Return how to call the first character of `value` that no header holds; empty if none."""
    if found := _CONTROL.search(value):
        return _SPOKEN.get(found[0], f"the control character U+{ord(found[0]):04X}")
    return ""


@check(
    "EC308",
    "header-value-non-ascii",
    Level.WARNING,
    sees="garbled",
    rules=("header-value-non-ascii", "header-encoding-utf8"),
    aws=(RESTRICTIONS, "https://github.com/mdn/yari/issues/1891"),
)
def header_value_non_ascii(exchange: Exchange) -> Faults:
    """A header value holds characters outside ASCII.

    CloudFront does not refuse them, but they were seen to come out as question marks. For file
    names there is `filename*=UTF-8''...`; percent-encode what goes into a URL. Characters that the
    event holds unencoded are no finding, and where a redirect leads is the business of EC704.
    """
    for name, value in exchange.added_values:
        if name == "location" and _is_answer(exchange):
            continue
        if foreign := foreign_characters(exchange, value):
            yield Fault(
                message=f"the value of {name} holds {shown(foreign)}",
                place=header_place(exchange, name),
            )


def _is_answer(exchange: Exchange) -> bool:
    return exchange.kind == "response" and exchange.event_type in ANSWERING_EVENTS


@check(
    "EC313",
    "set-cookie-joined",
    Level.ERROR,
    sees="lost",
    rules=("header-set-cookie-single-joined",),
    aws=(EXAMPLES, "https://www.rfc-editor.org/rfc/rfc6265#section-3"),
)
def set_cookie_joined(exchange: Exchange) -> Faults:
    """Several cookies are joined in one Set-Cookie value.

    Browsers do not split Set-Cookie at commas: the first cookie gets the rest as part of its last
    attribute, and the others are lost. Give each cookie an entry of its own in the list of
    `set-cookie`. A value counts as joined where a cookie with attributes is followed by a comma
    and another `name=`; commas in dates, in quotes and in a cookie's value do not count.
    """
    for name, value in exchange.added_values:
        if name == "set-cookie" and _is_joined(value):
            yield Fault(
                message=f"one value of set-cookie holds several cookies: {shown(value)}",
                place="headers.set-cookie",
            )


def _is_joined(value: str) -> bool:
    for comma in _NEXT_COOKIE.finditer(value):
        before, after = value[: comma.start()], value[comma.end() :]
        if before.count('"') % 2 or not _ATTRIBUTE.search(before):
            continue
        in_path = _OPEN_PATH.search(before) and not comma["space"]
        if not in_path or "path=" in after.lower():
            return True
    return False
