"""Recognise binary content that was put into a string."""

import base64
import re
from typing import Final

# Source: https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a WebP image"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\0asm", "WebAssembly"),
)
_MARKUP: Final = (b"<!doctype html", b"<html", b"<?xml", b"<svg")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}")
_UNPRINTABLE: Final = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_HEAD: Final = 64
_SHORTEST: Final = 32
_SHARE: Final = 0.1


def signature(content: bytes) -> str:
    """Return what `content` begins like, such as `a PNG image`; empty if like no binary format."""
    for start, name in _SIGNATURES:
        if content.startswith(start) and (start != b"RIFF" or content[8:12] == b"WEBP"):
            return name
    return ""


def encoded(text: str) -> str:
    """Return what `text` is the base64 form of; empty if it is not, or of nothing recognised."""
    if len(text) % 4 or not _BASE64.fullmatch(text):
        return ""
    head = base64.b64decode(text[:_HEAD])
    return signature(head) or ("markup" if head.lower().startswith(_MARKUP) else "")


def unencoded(text: str) -> str:
    """Return what bytes stand in `text` character by character; empty if it reads as text.

    Bytes that no decoder knew may have become U+FFFD.
    """
    head = text[:_HEAD]
    for start, name in _SIGNATURES:
        if _reads_as(head, start) and start != b"RIFF":
            return name
    if len(text) < _SHORTEST:
        return ""
    return "binary data" if len(_UNPRINTABLE.findall(text)) > _SHARE * len(text) else ""


def decoded(text: str) -> bytes | None:
    """Return what `text` is the base64 form of; None if it is not.

    Line breaks, the URL alphabet and no padding are let pass.
    """
    compact = "".join(text.split()).translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except ValueError:
        return None


def is_base64(text: str) -> bool:
    """Whether `text` can be decoded, as leniently as `decoded` does."""
    return decoded(text) is not None


def _reads_as(text: str, start: bytes) -> bool:
    return len(text) >= len(start) and all(
        character == chr(byte) or (byte > 0x7F and character == "\ufffd")
        for character, byte in zip(text, start, strict=False)
    )
