"""Read a payload as CloudFront reads it."""

import json
from typing import Final, final

import orjson

from edgeconform.model import Json, Language, Runtime


@final
class Unparsable:
    """Stands for a payload that is no JSON; `reason` says why."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


_NOTHING: Final = b""


def parse(payload: bytes, runtime: Runtime) -> Json | Unparsable:
    """Return the JSON value of `payload`, or why it has none.

    A lone surrogate is read where the runtime is Node.js, whose serialiser escapes it.
    """
    if payload == _NOTHING:
        return Unparsable("the payload is empty")
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError as error:
        reason = str(error)
    if runtime.language is not Language.NODEJS and "surrogate" in reason:
        return Unparsable("it holds a lone surrogate")
    try:
        return json.loads(payload, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return Unparsable(str(error) or reason)


def _refuse(constant: str) -> None:
    raise ValueError(f"it holds {constant}, which is no JSON")
