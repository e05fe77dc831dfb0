"""Tokens whose claims are the fields that a handler asks for."""

import base64
import hashlib
import hmac
import json
from typing import Any

from edgeconform.strategies import EventOptions, Vocabulary, corpus
from edgeconform.strategies.formats.tokens import tokens

ASKED = Vocabulary(
    members=(("role",), ("user", "plan")),
    values=(("role", "editor"), ("plan", "pro")),
    strings=("top-secret-1",),
    header_names=("authorization",),
    cookie_names=("id_token",),
    takes_tokens=True,
)


def decoded(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def claims(token: str) -> dict[str, Any]:
    header, payload, _ = token.split(".")
    assert decoded(header)["alg"] == "HS256"
    found = decoded(payload)
    assert isinstance(found, dict)
    return found


def is_signed(token: str, secret: str) -> bool:
    text, _, signature = token.rpartition(".")
    made = hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)) == made


def test_each_claim_once_has_what_it_is_compared_with() -> None:
    found = [claims(token) for token in tokens(ASKED)]
    assert any(each.get("role") == "editor" for each in found)
    assert any(each.get("user", {}) == {"plan": "pro"} for each in found)


def test_some_are_expired_and_some_lack_every_claim() -> None:
    found = [claims(token) for token in tokens(ASKED)]
    assert any(each["exp"] < 1_500_000_000 for each in found)
    assert any(each.keys() == {"sub", "iat", "exp"} for each in found)


def test_a_word_of_the_source_may_be_the_secret() -> None:
    assert any(is_signed(token, "top-secret-1") for token in tokens(ASKED))
    assert not all(is_signed(token, "top-secret-1") for token in tokens(ASKED))


def test_none_where_the_source_takes_no_token_apart() -> None:
    assert tokens(Vocabulary(members=ASKED.members)) == ()


def test_they_come_as_credentials_and_as_cookies() -> None:
    first = tokens(ASKED)[0]
    events = list(corpus("viewer-request", EventOptions(), ASKED))
    headers = [event["Records"][0]["cf"]["request"]["headers"] for event in events]
    assert any(f"Bearer {first}" in repr(each.get("authorization")) for each in headers)
    assert any(f"id_token={first}" in repr(each.get("cookie")) for each in headers)
