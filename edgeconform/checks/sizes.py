"""Count bytes as CloudFront may count them."""

from typing import Final

from edgeconform.checks.exchange import Headers
from edgeconform.model import Json

_FRAMING: Final = len(": \r\n")


def length(text: Json) -> int:
    """Return the bytes of `text` in UTF-8; 0 if it is no string."""
    if not isinstance(text, str):
        return 0
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def header_bytes(headers: Headers, *, framed: bool = False) -> int:
    """Return the bytes of all names and values; `framed` counts each line as HTTP/1.1 sends it."""
    return sum(
        line_bytes(name, value) + (_FRAMING if framed else 0)
        for name, values in headers.items()
        for value in values
    )


def line_bytes(name: str, value: Json) -> int:
    """Return the bytes of one header: its name and its value, or values."""
    values = value if isinstance(value, list) else [value]
    return length(name) + sum(map(length, values))


def growth(after: Headers, before: Headers) -> int:
    """Return how many bytes of `after` are new: each header counts by how much it has grown."""
    if after == before:
        return 0
    return sum(
        max(0, header_bytes({name: values}) - header_bytes({name: before.get(name, [])}))
        for name, values in after.items()
    )


def decoded_length(encoded: str) -> int:
    """Return the bytes that `encoded`, in base64, stands for."""
    return len(encoded.rstrip("=")) * 3 // 4
