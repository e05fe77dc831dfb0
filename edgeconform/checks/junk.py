"""EC705: what a program prints by mistake."""

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote_plus

from edgeconform.checks.check import Fault, Faults, check
from edgeconform.checks.edits import ORIGIN_KINDS, header_place, origin_text
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.pages import EVENT_STRUCTURE
from edgeconform.checks.wording import shown
from edgeconform.model import Level

_SIGN: Final = re.compile(r"undefined|NaN|None|\[object |Invalid Date|nullp?x|xnull")
_OBJECT: Final = r"\[object (?:Object|Promise|Undefined|Null|Function|Map|Set)\]|Invalid Date"
_NONE: Final = "(?<![Ss]ame[Ss]ite=)None"
_WORD: Final = (
    rf"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{{2}}))(?:undefined|NaN|{_NONE})(?![A-Za-z0-9])"
)
# Put behind a name, as in /userundefined, or between the sides of a picture: 100xundefined, NaNx50.
_JOINED: Final = (
    r"(?:(?<=[A-Za-z0-9])undefined|(?:(?<=\dx)|(?<=NaNx))NaN|(?:(?<=\dx)|(?<=nullx))null)"
    r"(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?:undefined|NaN|null)(?=x(?:\d|undefined|NaN|null)|px(?![A-Za-z0-9]))"
)
_IN_FIELD: Final = re.compile(rf"{_OBJECT}|{_WORD}|{_JOINED}")
_IN_BODY: Final = re.compile(rf"{_OBJECT}|(?:(?<=>)|\A)(?:undefined|NaN)(?=<|\Z)")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")
_SEPARATORS: Final = re.compile(r"[/?&=;,\s]+")
_REQUEST_FIELDS: Final = ("uri", "querystring")
_RESPONSE_FIELDS: Final = ("statusDescription", "body")
_ORIGIN: Final = tuple((kind, name) for kind in ORIGIN_KINDS for name in ("domainName", "path"))


@check(
    "EC705",
    "junk-value",
    Level.ERROR,
    sees="wrong page",
    aws=(EVENT_STRUCTURE,),
)
def junk_value(exchange: Exchange) -> Faults:
    """A value that a program prints by mistake: undefined, NaN, None, [object Object].

    A header, a parameter or a part of the path was absent, and what stands for "nothing" in the
    language was put together with text: `/undefined/index.html`, `max-age=NaN`, `session=None`. Ask
    whether the value is there before you use it.

    Nothing is reported where the event itself carried the word, as it stands, percent-encoded or in
    base64; where the handler's source holds the text around it; for `SameSite=None`; or for a word
    in the text of a page. In a body only `[object Object]`, `Invalid Date`, and an element or a
    whole body that holds nothing but `undefined` or `NaN` count.
    """
    brought = ""
    for place, text in _texts(exchange):
        pattern = _IN_BODY if place == "body" else _IN_FIELD
        for found in pattern.finditer(text):
            brought = brought or _brought(exchange.invocation.event)
            if found[0].lower() not in brought and not _is_meant(exchange, text, found[0]):
                around = text[max(found.start() - 20, 0) : found.end() + 20]
                message = f"{place} holds {shown(found[0])}: {shown(around)}"
                yield Fault(message=message, place=place)
                break


def _texts(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Yield the texts that the handler made and that hold a sign of junk, with their places."""
    result = exchange.result
    for name in _REQUEST_FIELDS if exchange.kind == "request" else _RESPONSE_FIELDS:
        is_encoded = name == "body" and result.get("bodyEncoding", "text") != "text"
        if name in exchange.edited_fields and not is_encoded and _is_suspect(result[name]):
            yield name, result[name]
    for kind, name in _ORIGIN if exchange.origin_edited else ():
        if _is_suspect(text := origin_text(exchange, kind, name)):
            yield f"origin.{kind}.{name}", text
    for name, value in exchange.added_values:
        if _is_suspect(value):
            yield header_place(exchange, name), value


def _is_suspect(text: object) -> bool:
    return isinstance(text, str) and _SIGN.search(text) is not None


def _is_meant(exchange: Exchange, text: str, token: str) -> bool:
    """Whether the source holds the token with the text around it, or as the whole of a value."""
    lower, word = text.lower(), token.lower()
    for literal in exchange.conditions.named:
        if literal == word and token in _SEPARATORS.split(text):
            return True
        if word in literal and literal != word and literal in lower:
            return True
    return False


def _brought(event: dict[str, Any]) -> str:
    """Return the values of the event in lower case, as they stand and decoded once."""
    cf = event["Records"][0]["cf"]
    request, response = cf["request"], cf.get("response", {})
    texts = [request["uri"], request["querystring"], request.get("body", {}).get("data", "")]
    texts += [str(response.get("statusDescription", "")), *_leaves(request.get("origin", {}))]
    for headers in (request.get("headers"), response.get("headers")):
        texts += [str(value) for values in header_values(headers).values() for value in values]
    text = "\n".join(texts)
    decoded = [_decoded(chunk) for chunk in _BASE64.findall(text)]
    return "\n".join((text, unquote_plus(text), *decoded)).lower()


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    elif isinstance(value, str):
        yield value


def _decoded(chunk: str) -> str:
    try:
        return b64decode(chunk + "=" * (-len(chunk) % 4)).decode("latin-1")
    except ValueError:
        return ""
