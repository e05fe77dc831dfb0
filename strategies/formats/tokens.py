"""JSON Web Tokens whose claims are the fields that a handler asks for."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

from edgeconform.strategies.formats.documents import Document, filled, worded
from edgeconform.strategies.vocabulary import Vocabulary
from edgeconform.strategies.words import distinct

_HEADER: Final = {"alg": "HS256", "typ": "JWT", "kid": "1"}
_CLAIMS: Final = {"sub": "1", "iat": 1_700_000_000, "exp": 4_102_444_800}
_EXPIRED: Final = 1_000_000_000
_SECRET: Final = re.compile(r"[^\s/]{6,64}")
_MOST_SECRETS: Final = 3
_MOST_SIGNED: Final = 6
_MOST: Final = 60


@lru_cache(maxsize=8)
def tokens(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return tokens to whose claims the source compares something, then others, then signed ones.

    Empty unless the source takes tokens apart. Each word of the source may be the secret that a
    token is signed with, by HMAC with SHA-256: https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1
    """
    if not vocabulary.takes_tokens:
        return ()
    claims = list(islice(_claims(vocabulary), _MOST))
    secrets = filter(_SECRET.fullmatch, distinct(vocabulary.strings))
    signed = (
        _token(each, secret)
        for secret in islice(secrets, _MOST_SECRETS)
        for each in claims[:_MOST_SIGNED]
    )
    return tuple(dict.fromkeys((*(_token(each, "secret") for each in claims), *signed)))


def _claims(vocabulary: Vocabulary) -> Iterator[Document]:
    for document in chain(worded(vocabulary), filled(vocabulary)):
        yield {**_CLAIMS, **document}
    yield _CLAIMS
    yield {**_CLAIMS, "exp": _EXPIRED}


def _token(claims: Document, secret: str) -> str:
    text = f"{_part(_HEADER)}.{_part(claims)}"
    return f"{text}.{_encoded(hmac.digest(secret.encode(), text.encode(), hashlib.sha256))}"


def _part(value: dict[str, Any]) -> str:
    return _encoded(json.dumps(value).encode())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
