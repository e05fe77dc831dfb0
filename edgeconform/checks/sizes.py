"""Count bytes as CloudFront may count them."""

from collections.abc import Sequence
from typing import Final

from edgeconform.model import Json

Headers = dict[str, list[Json]]
"""Lower-case names, each with the values of its entries in order."""

MEGABYTE: Final = 1024 * 1024
"""Bytes, as Lambda counts megabytes."""

_FRAMING: Final = len(": \r\n")


def length(text: Json) -> int:
    """Return the bytes of `text` in UTF-8; 0 if it is no string."""
    if not isinstance(text, str):
        return 0
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def header_bytes(headers: Headers) -> int:
    """Return the bytes of all names and values."""
    return sum(_lines(name, values) for name, values in headers.items())


def sent_bytes(headers: Headers) -> int:
    """Return the bytes of all header lines as HTTP/1.1 sends them."""
    return header_bytes(headers) + _FRAMING * sum(map(len, headers.values()))


def growth(after: Headers, before: Headers) -> int:
    """Return how many bytes of `after` are new: each header counts by how much it has grown."""
    added = 0
    for name, values in after.items():
        known = before.get(name, ())
        if known != values:
            added += max(0, _lines(name, values) - _lines(name, known))
    return added


def _lines(name: str, values: Sequence[Json]) -> int:
    return length(name) * len(values) + sum(map(length, values))


def decoded_length(encoded: str) -> int:
    """Return the bytes that `encoded`, in base64, stands for."""
    return len(encoded.rstrip("=")) * 3 // 4
