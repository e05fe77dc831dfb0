"""Read a payload as CloudFront reads it."""

import json
import re
from typing import Final, final

import orjson

from edgeconform.model import Json, Language, Runtime


@final
class Unparsable:
    """Stands for a payload that CloudFront cannot read; `reason` says why.

    `cause` names the kind of reason, the same from payload to payload: `NaN`, `size`.
    """

    __slots__ = ("cause", "reason")

    def __init__(self, reason: str, cause: str = "payload") -> None:
        self.reason = reason
        self.cause = cause


MOST_LEVELS: Final = 200
"""Of nesting; CloudFront knows of none beyond a dozen."""

_BRACKET_OR_STRING: Final = re.compile(rb"[\[{]|[\]}]|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)

_SURROGATE: Final = re.compile(r"\b(high|low|lone|leading|trailing) surrogate")

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def parse(payload: bytes, runtime: Runtime, most: int) -> Json | Unparsable:
    """Return the JSON value of `payload`, or why it has none; `most` is Lambda's limit in bytes.

    A lone surrogate is read as U+FFFD where the runtime is Node.js, whose serialiser escapes it.
    """
    if not payload:
        return Unparsable("the payload is empty")
    if len(payload) > most:
        return oversized(len(payload), most)
    if payload.count(b"{") + payload.count(b"[") > MOST_LEVELS and _levels(payload) > MOST_LEVELS:
        return Unparsable(f"the payload is nested more than {MOST_LEVELS} levels deep", "depth")
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError as error:
        reason = str(error)
    if not _SURROGATE.search(reason):
        return _parse_leniently(payload)
    if runtime.language is Language.NODEJS:
        return _replace_surrogates(payload)
    return Unparsable("the payload holds a lone surrogate", "surrogate")


def oversized(size: int, most: int) -> Unparsable:
    """Stand for a payload of `size` bytes, more than the `most` that Lambda carries."""
    return Unparsable(f"the payload has {size:,} bytes, and Lambda carries {most:,}", "size")


@final
class _NoNumberError(ValueError):
    """A constant that Python writes and JSON does not know."""


def _parse_leniently(payload: bytes) -> Json | Unparsable:
    try:
        return json.loads(payload.decode(), parse_constant=_refuse)
    except _NoNumberError as error:
        return Unparsable(f"the payload holds {error}, which JSON does not know", str(error))
    except UnicodeDecodeError:
        return Unparsable("the payload is not UTF-8", "encoding")
    except ValueError as error:
        return Unparsable(f"the payload is no JSON: {error}")


def _levels(payload: bytes) -> int:
    deepest = level = 0
    for match in _BRACKET_OR_STRING.finditer(payload):
        first = match[0][:1]
        if first in b"[{":
            level += 1
            deepest = max(deepest, level)
        elif first in b"]}":
            level -= 1
    return deepest


def _replace_surrogates(payload: bytes) -> Json:
    text = json.dumps(json.loads(payload), ensure_ascii=False)
    return orjson.loads(_SURROGATES.sub("\ufffd", text))


def _refuse(constant: str) -> None:
    raise _NoNumberError(constant)
