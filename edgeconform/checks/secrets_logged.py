"""EC715: what should not be in a log."""

import re
from base64 import b64decode
from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from edgeconform.checks.check import Fault, Faults, Stage, check
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.pages import LOGS
from edgeconform.model import Level

_SHORTEST: Final = 8
_WHOLE: Final = 16
_FEWEST_CHARACTERS: Final = 5
_SECRET_NAME: Final = re.compile(
    r"auth|token|jwt|sess|sid|secret|pass|pwd|login|cred|user|ident|code|state|nonce"
    r"|(?<![a-z])(?:id|uid|key|at|rt)(?![a-z])|Id(?![a-z])",
    re.IGNORECASE,
)
_CREDENTIALS: Final = re.compile(
    r"""\bAWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)\b["']?\s*(?:=>?|:|,)\s*["']?[A-Za-z0-9/+]{16}"""
)
_CLASSES: Final = tuple(map(re.compile, (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")))


@check(
    "EC715",
    "secret-logged",
    Level.WARNING,
    sees="leak",
    stage=Stage.OUTCOME,
    aws=(
        LOGS,
        "https://cwe.mitre.org/data/definitions/532.html",
    ),
)
def secret_logged(exchange: Exchange) -> Faults:
    """The values of Authorization or Cookie are printed, or the credentials of the function.

    What a handler prints goes to CloudWatch Logs in whatever Region the viewer was near, where
    passwords, tokens and session cookies can be read by all who may read logs. Printing the whole
    event prints them too. Log the names of headers, or a hash.

    The value itself counts, its decoded form, and its parts: a password in Basic credentials, the
    value of one cookie. Only what is long and varied enough to be told from other words counts, and
    nothing that the handler's source or another part of the request holds. A cookie that the source
    names does not count either, unless it is named as sessions, tokens and users are: a handler may
    log its own experiment. Whoever prints the whole environment prints AWS_SECRET_ACCESS_KEY and
    AWS_SESSION_TOKEN, with which all can be done that the function's role may do.
    """
    log = exchange.invocation.log
    if not log:
        return
    if _CREDENTIALS.search(log):
        message = "the log holds the credentials of the function, out of its environment"
        yield Fault(message=message, place="log environment")
    headers = header_values(exchange.given_request.get("headers"))
    cookies = partial(_cookies, named=exchange.conditions.named)
    for name, parts in (("authorization", _credentials), ("cookie", cookies)):
        values = [value for value in headers.get(name, []) if isinstance(value, str)]
        tokens = {token for value in values for token in parts(value)}
        if any(token in log and _is_its_own(exchange, name, token) for token in tokens):
            if _entry(name).search(log):
                message = f"the log holds whole headers, with the value of {name}"
                yield Fault(message=message, place="log headers")
                return
            yield Fault(message=f"the log holds the value of {name}", place=f"log {name}")


@cache
def _entry(name: str) -> re.Pattern[str]:
    """Match an entry of the header map, as JSON, Python or `util.inspect` show it."""
    return re.compile(rf"""\bkey\\?["']?: ?\\?["']{name}\\?["']""", re.IGNORECASE)


def _credentials(value: str) -> Iterator[str]:
    scheme, _, token = value.strip().partition(" ")
    if _is_distinctive(token):
        yield token
    if scheme.lower() == "basic":
        plain = _decoded(token)
        yield from filter(_is_distinctive, (plain, plain.partition(":")[2]))


def _cookies(value: str, named: frozenset[str]) -> Iterator[str]:
    pairs = [(name.strip(), token.strip()) for name, _, token in _parted(value)]
    told = [token for name, token in pairs if not _is_harmless(name, named)]
    if told and len(value) >= _WHOLE and "=" in value:
        yield value
    yield from filter(_is_distinctive, told)


def _parted(value: str) -> Iterator[tuple[str, str, str]]:
    return (pair.partition("=") for pair in value.split(";"))


def _is_harmless(name: str, named: frozenset[str]) -> bool:
    return name.lower() in named and not _SECRET_NAME.search(name)


def _decoded(token: str) -> str:
    try:
        return b64decode(token).decode()
    except ValueError:
        return ""


def _is_distinctive(token: str) -> bool:
    if len(token) < _SHORTEST or len(set(token)) < _FEWEST_CHARACTERS:
        return False
    return sum(bool(each.search(token)) for each in _CLASSES) > 1


def _is_its_own(exchange: Exchange, name: str, token: str) -> bool:
    request = exchange.given_request
    headers = header_values(request.get("headers"))
    others = [str(v) for other, values in headers.items() if other != name for v in values]
    if any(token in text for text in (request["uri"], request["querystring"], *others)):
        return False
    return not any(token.lower() in text for text in exchange.conditions.named)
