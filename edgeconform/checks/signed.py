"""What the method of a request changes by right: its name written down, and what is signed."""

import re
from typing import Final

import orjson

from edgeconform.model import Json

_METHOD: Final = re.compile(r"(?<![A-Za-z0-9])(?:GET|HEAD)(?![A-Za-z0-9])", re.IGNORECASE)
_DIGEST: Final = re.compile(r"([A-Za-z0-9+/_=-]{20,})")
"""As long as the shortest in use: 80 bits in hexadecimal, 120 in base64."""

_SHARE_ALIKE: Final = 0.4
"""Digests of two messages agree in every sixteenth character or fewer; names agree in most."""


def is_of_method(get: Json, head: Json) -> bool:
    """Whether two values differ in nothing but the method's name and digests, such as an HMAC."""
    one, two = (_DIGEST.split(_METHOD.sub("*", orjson.dumps(v).decode())) for v in (get, head))
    if len(one) != len(two):
        return False
    return all(
        left == right or (bool(index % 2) and _are_digests(left, right))
        for index, (left, right) in enumerate(zip(one, two, strict=True))
    )


def _are_digests(one: str, two: str) -> bool:
    alike = sum(left == right for left, right in zip(one, two, strict=False))
    return len(one) == len(two) and alike < _SHARE_ALIKE * len(one)
