"""Text from a handler or an event, made safe to print and short enough to read."""

import json
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from edgeconform.model import Json

TOO_DEEP: Final = "(nested too deeply to show)"

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """Return one line in which nothing can steer a terminal or hide.

    Control characters, escape sequences, bidirectional overrides and lone surrogates are written
    as escapes; tabs become four spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escaped(char) if unicodedata.category(char) in _UNSEEN else char
        for char in text.replace("\t", "    ")
    )


def _escaped(char: str) -> str:
    code = ord(char)
    if char == "\n":
        return r"\n"
    if char == "\r":
        return r"\r"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shortened(text: str, limit: int) -> str:
    """Return `text`, cut to about `limit` characters, with the number of those left out."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}... ({len(text) - limit:,} characters more)"


def compact(value: "Json", limit: int = 160) -> str:
    """Return `value` as JSON on one line, safe to print, cut to about `limit` characters.

    Long strings in it are cut each by itself, so that all its members can be seen.
    """
    longest = limit if isinstance(value, str) else limit // 4
    try:
        written = json.dumps(_cut(value, longest), ensure_ascii=False)
    except RecursionError:
        return TOO_DEEP
    return plain(shortened(written, 2 * limit))


def _cut(value: "Json", longest: int) -> "Json":
    if isinstance(value, str):
        return shortened(value, longest)
    if isinstance(value, dict):
        return {key: _cut(member, longest) for key, member in value.items()}
    if isinstance(value, list):
        return [_cut(member, longest) for member in value]
    return value


def whole(value: "Json") -> list[str]:
    """Return `value` as indented JSON, line by line, safe to print."""
    try:
        return [plain(line) for line in json.dumps(value, indent=2, ensure_ascii=False).split("\n")]
    except RecursionError:
        return [TOO_DEEP]


def storable(value: "Json") -> "Json":
    """Return `value`, or a sentence in its place if it is nested too deeply to be written."""
    try:
        json.dumps(value, indent=1)
    except RecursionError:
        return TOO_DEEP
    return value
