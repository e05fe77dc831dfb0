"""How values are named in messages."""

import json
from typing import Final

from edgeconform.model import Json

_LONGEST: Final = 60
_BEFORE: Final = 20
"""How much is shown of what two values have in common, before they differ."""

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
    return _cut(json.dumps(value, ensure_ascii=True))


def shown_apart(one: Json, other: Json) -> tuple[str, str]:
    """Return two different values as JSON, each cut so that it can be told from the other.

    Where the cut would leave the same of both, both begin a little before they differ.
    """
    texts = [json.dumps(value, ensure_ascii=True) for value in (one, other)]
    begun = [shown(value) for value in (one, other)]
    if begun[0] != begun[1] or texts[0] == texts[1]:
        return begun[0], begun[1]
    pairs = enumerate(zip(*texts, strict=False))
    start = next((at for at, (a, b) in pairs if a != b), min(map(len, texts))) - _BEFORE
    first, second = (_cut(f"...{text[start:]}") for text in texts)
    return first, second


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def kind(value: Json) -> str:
    """Return the JSON type of `value` with its article, such as `a list`; `null` for null."""
    return _KINDS.get(type(value), "null")
