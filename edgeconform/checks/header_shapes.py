"""EC3xx: the form of the header map."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.edits import header_place, refusals
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.pages import (
    ENTRY_NOT_ARRAY,
    EVENT_STRUCTURE,
    GENERATING,
    INVALID,
    TESTING,
)
from edgeconform.checks.wording import kind, shown
from edgeconform.model import Level

# RFC 9110, 5.6.2: a field name is a token. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@check(
    "EC304",
    "header-map-type",
    Level.ERROR,
    sees="502 or dropped",
    rules=("header-map-type-list", "header-map-null", "observed-headers-list-dropped"),
    aws=(
        EVENT_STRUCTURE,
        "https://github.com/aws-samples/amazon-cloudfront-cache-graphql/issues/7",
    ),
)
def header_map_type(exchange: Exchange) -> Faults:
    """The headers are no object.

    `headers` maps lower-case names to lists of values. A list in its place was seen to lose all
    headers in production without any error; null and strings are refused. For no headers, leave
    the field out of a response that the function generates.
    """
    for violation, value in refusals(exchange, "EC304"):
        message = f"headers must be an object, and the handler returns {kind(value)}"
        yield Fault(message=message, place=violation.place)


@check(
    "EC305",
    "header-entry-type",
    Level.ERROR,
    sees="502",
    rules=("header-entry-array", "header-entry-object"),
    says=(ENTRY_NOT_ARRAY,),
    aws=(EVENT_STRUCTURE,),
)
def header_entry_type(exchange: Exchange) -> Faults:
    """A header is not a list of objects with a value.

    Each header is a list, even with one value: `[{"key": "Location", "value": "/new"}]`. The plain
    strings of API Gateway and of Node.js servers are refused, and so are the single objects of
    CloudFront Functions.
    """
    for violation, value in refusals(exchange, "EC305"):
        name = str(violation.path[1]).lower()
        wanted = "an object with a value" if len(violation.path) > 2 else "a list of objects"
        yield Fault(
            message=f"the header {name} must hold {wanted}, and the handler returns {shown(value)}",
            place=header_place(exchange, name),
        )


@check(
    "EC306",
    "header-value-type",
    Level.ERROR,
    sees="502",
    rules=("header-value-type",),
    says=(
        (
            f"{INVALID} entry in the headers object, the value of each header value must be of "
            "string or array of string type, header :X has one or more entries whose value is "
            "neither string nor array of strings."
        ),
    ),
    aws=(
        EVENT_STRUCTURE,
        "https://github.com/aws-samples/cloudfront-authorization-at-edge/issues/12",
    ),
)
def header_value_type(exchange: Exchange) -> Faults:
    """A header value is not a string; a list of strings is a warning.

    Numbers, booleans, null and objects are refused: write `str(3600)` or `String(3600)`. What
    CloudFront writes to its log lets a list of strings pass, but no page does: make an entry for
    each value.
    """
    for violation, value in refusals(exchange, "EC306"):
        name = str(violation.path[1]).lower()
        yield Fault(
            message=f"the value of {name} must be a string, and the handler returns {shown(value)}",
            place=header_place(exchange, name),
        )
    for name, entries, given in _edited_lists(exchange):
        if any(_holds_texts(entry) and entry not in given for entry in entries):
            yield Fault(
                message=f"the value of {name} is a list; an entry for each value is documented",
                place=header_place(exchange, name),
                level=Level.WARNING,
                sees="unclear",
            )


def _holds_texts(entry: Any) -> bool:
    value = entry.get("value") if isinstance(entry, dict) else None
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


@check(
    "EC309",
    "header-name",
    Level.ERROR,
    sees="502",
    rules=("header-name-token",),
    aws=(TESTING, "https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2"),
)
def header_name(exchange: Exchange) -> Faults:
    """A header name is not an RFC 9110 token.

    Names consist of letters, digits and !#$%&'*+-.^_`|~ only: no space, no colon, no quotes,
    nothing beyond ASCII, and at least one of them. This is what a name made of a query parameter
    or of a cookie runs into.
    """
    for key in exchange.new_keys:
        if not is_name(key):
            yield Fault(
                message=f"{shown(key)} is no header name",
                place=header_place(exchange, key.lower()),
            )


def is_name(key: str) -> bool:
    """Whether `key` can be the name of a header."""
    return _TOKEN.fullmatch(key) is not None


@check(
    "EC310",
    "header-map-key-case",
    Level.WARNING,
    sees="unclear",
    rules=("header-map-key-case", "header-map-duplicate-case-variants"),
    aws=(EVENT_STRUCTURE,),
)
def header_map_key_case(exchange: Exchange) -> Faults:
    """A key of the header map is not lower case; two keys equal but for case are an error.

    The keys of the map are the names in lower case; the entry's `key` is what goes on the wire.
    Upper case was seen to work, until the event holds the same header: then `Cache-Control` stands
    beside `cache-control`, and which one counts is not documented.
    """
    new = exchange.new_keys
    if all(key == key.lower() for key in new):
        return
    spellings = Counter(key.lower() for key in exchange.result["headers"])
    for name in sorted({key.lower() for key in new}):
        place = header_place(exchange, name)
        if spellings[name] > 1:
            message = f"the header map holds {name} more than once, in different case"
            yield Fault(message=message, place=place, level=Level.ERROR)
        elif name not in new:
            yield Fault(message=f"the key of {name} in the header map has upper case", place=place)


@check(
    "EC311",
    "header-key",
    Level.POLICY,
    sees="unclear",
    rules=("header-key-optional", "header-key-mismatch", "header-key-type", "header-array-empty"),
    aws=(EVENT_STRUCTURE, GENERATING),
)
def header_key(exchange: Exchange) -> Faults:
    """The key of an entry is missing, no string, or names another header than its map key.

    Without a key, CloudFront capitalises the name of the map: x-robots-tag becomes X-Robots-Tag.
    What it does with a key that says something else, and with an empty list, is not documented.
    """
    for name, entries, given in _edited_lists(exchange):
        place = header_place(exchange, name)
        if not entries:
            yield Fault(message=f"the list of {name} is empty", place=place)
        new = (entry for entry in entries if entry not in given)
        for complaint in dict.fromkeys(_complaint(name, entry) for entry in new):
            if complaint:
                yield Fault(message=complaint, place=place)


def _complaint(name: str, entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    if "key" not in entry:
        return f"an entry of {name} has no key"
    key = entry["key"]
    if not isinstance(key, str):
        return f"the key of an entry of {name} is {kind(key)}"
    return "" if key.lower() == name else f"an entry of {name} has the key {shown(key)}"


def _edited_lists(exchange: Exchange) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Yield names of headers whose list is not the one given, with that list and the one given."""
    given, returned = exchange.header_maps
    for key in exchange.touched_keys:
        entries = returned.get(key)
        if isinstance(entries, list):
            yield key.lower(), entries, given.get(key, [])
