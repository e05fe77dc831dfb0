"""In which fields two answers differ."""

import re
from collections.abc import Iterator
from typing import Final

from edgeconform.checks.edits import header_place
from edgeconform.checks.exchange import Exchange, header_values
from edgeconform.checks.wording import shown, shown_apart
from edgeconform.model import Json, Raised, Returned

OUTCOME: Final = "outcome"
STATUS: Final = "status"
COOKIE: Final = "headers.cookie"

_MEANT: Final = re.compile(
    r"headers\.(?:.*-)?(?:request|correlation|trace|span|transaction)-?id|headers\.traceparent"
    r"|headers\.(?:.*[-_])?(?:nonce|date|time|timestamp|signature)|headers\.authorization"
)

_NONCE: Final = re.compile(r"""\b(nonce(?:-|=["']))[A-Za-z0-9+/_-]+=*""")
"""As Content Security Policy writes it: https://www.w3.org/TR/CSP3/#grammardef-nonce-source"""


def is_meant(place: str) -> bool:
    """Whether a field is there to differ from one request to the next."""
    return bool(_MEANT.fullmatch(place))


def unmeant(first: Exchange, other: Exchange) -> tuple[str, ...]:
    """Return `differences`, but for what is there to differ, as a nonce in a value is, too."""
    found = {
        place
        for place, _, one, two in differing(first, other)
        if not is_meant(place) and _without_nonces(one) != _without_nonces(two)
    }
    return tuple(sorted(found))


def _without_nonces(value: Json) -> Json:
    if isinstance(value, list):
        return [_without_nonces(each) for each in value]
    return _NONCE.sub(r"\1", value) if isinstance(value, str) else value


def differences(first: Exchange, other: Exchange) -> tuple[str, ...]:
    """Return the places where two answers differ: `outcome`, `uri`, `headers.location`.

    Each once, sorted. Names of headers that the source does not hold share one place.
    """
    return tuple(sorted({place for place, *_ in differing(first, other)}))


def described(first: Exchange, other: Exchange, place: str, *when: str) -> str:
    """Return the difference at a place in words, such as `uri is "/a" alone, and "/b" later`.

    `when` tells how the one exchange came about, and the other.
    """
    values = {shared: found for shared, *found in differing(first, other)}
    whole, one, two = values[place]
    texts = _both_shown(one, two)
    if not when:
        return f"{whole} is {texts[0]} and {texts[1]}"
    if place == STATUS and first.kind != other.kind:
        return " and ".join(map(_done, (first, other), (one, two), when))
    return f"{whole} is {texts[0]} {when[0]}, and {texts[1]} {when[1]}"


def _done(exchange: Exchange, status: Json, when: str) -> str:
    passed = "the request is passed on" if exchange.kind == "request" else ""
    return f"{passed or f'the answer is {_shown(status)}'} {when}"


def differing(first: Exchange, other: Exchange) -> Iterator[tuple[str, str, Json, Json]]:
    """Yield for each field that differs its place, its whole name, and both values."""
    one, two = dict(_fields(first)), dict(_fields(other))
    if one.get(OUTCOME) != two.get(OUTCOME):
        yield OUTCOME, OUTCOME, one.get(OUTCOME, "an answer"), two.get(OUTCOME, "an answer")
        return
    if first.kind != other.kind:
        yield STATUS, STATUS, first.result.get(STATUS), other.result.get(STATUS)
        return
    for place in sorted(one.keys() | two.keys()):
        if one.get(place) != two.get(place):
            name = place.removeprefix("headers.")
            named = header_place(first, name) if name != place else place
            yield named, place, one.get(place), two.get(place)


def _fields(exchange: Exchange) -> Iterator[tuple[str, Json]]:
    """Yield the fields of an answer; the cookies of a request in one piece, however they came."""
    outcome = exchange.invocation.outcome
    match outcome:
        case Returned() if isinstance(exchange.payload, dict):
            pass
        case Raised(error_type=error_type):
            yield OUTCOME, error_type
        case _:
            yield OUTCOME, type(outcome).__name__
    for field, value in exchange.result.items():
        if field != "headers":
            yield field, value
    for name, values in header_values(exchange.result.get("headers")).items():
        whole = f"headers.{name}" == COOKIE and all(isinstance(value, str) for value in values)
        yield f"headers.{name}", "; ".join(values) if whole else values


def _both_shown(one: Json, two: Json) -> tuple[str, str]:
    if one is None or two is None:
        return _shown(one), _shown(two)
    return shown_apart(_alone(one), _alone(two))


def _shown(value: Json) -> str:
    return "absent" if value is None else shown(_alone(value))


def _alone(value: Json) -> Json:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
