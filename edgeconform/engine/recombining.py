"""New events out of kept ones: some of their parts beside parts of an ordinary random event."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import orjson

from edgeconform.model import Json

SHARE: Final = 4
"""One event of so many is recombined, where any is kept."""

Valid = Callable[[Json], bool]

_PARTS: Final = ("uri", "querystring", "method", "clientIp")


def recombined(
    fresh: Iterator[Json], kept: Sequence[Json], valid: Valid, seed: int
) -> Iterator[Json]:
    """Yield the events of `fresh`, every fourth mixed with one of `kept`, where that is `valid`."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    texts = [orjson.dumps(event) for event in kept]
    for number, event in enumerate(fresh):
        if texts and number % SHARE == 0:
            mixed = _mixed(orjson.loads(chance.choice(texts)), event, chance)
            yield mixed if valid(mixed) else event
        else:
            yield event


def _mixed(kept: Json, other: Json, chance: random.Random) -> Json:
    """Return `kept` with one to three of its parts taken from `other`, or left out."""
    steps = _OF_RESPONSES if "response" in kept["Records"][0]["cf"] else _OF_REQUESTS
    for step in chance.choices(steps, k=1 + chance.randrange(3)):
        step(kept["Records"][0]["cf"], other["Records"][0]["cf"], chance)
    return kept


def _take_field(cf: Json, other: Json, chance: random.Random) -> None:
    name = chance.choice(_PARTS)
    cf["request"][name] = other["request"][name]


def _take_header(cf: Json, other: Json, chance: random.Random) -> None:
    message = _message(cf, chance)
    theirs = other[message]["headers"]
    if theirs:
        name = chance.choice(sorted(theirs))
        cf[message]["headers"][name] = theirs[name]


def _drop_header(cf: Json, _other: Json, chance: random.Random) -> None:
    headers = cf[_message(cf, chance)]["headers"]
    if names := sorted(headers.keys() - {"host"}):
        del headers[chance.choice(names)]


def _take_status(cf: Json, other: Json, _chance: random.Random) -> None:
    for name in ("status", "statusDescription"):
        if name in other.get("response", ()):
            cf["response"][name] = other["response"][name]


def _message(cf: Json, chance: random.Random) -> str:
    return chance.choice([name for name in ("request", "response") if name in cf])


_OF_REQUESTS: Final = (_take_field, _take_field, _take_header, _drop_header)
_OF_RESPONSES: Final = (*_OF_REQUESTS, _take_status)
