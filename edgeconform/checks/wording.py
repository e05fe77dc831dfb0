"""How values are named in messages."""

import json
from typing import Final

from edgeconform.model import Json

_LONGEST: Final = 60

_KINDS: Final = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
}


def shown(value: Json) -> str:
    """Return `value` as JSON, cut where it would not fit on a line."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def kind(value: Json) -> str:
    """Return the JSON type of `value` with its article, such as `a list`; `null` for null."""
    return _KINDS.get(type(value), "null")
