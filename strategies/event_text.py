"""Read the JSON of an event that was saved or recorded, strictly."""

import json
from math import isfinite
from typing import Any, Final, NoReturn

import orjson

from edgeconform.model import Json

LONGEST: Final = 64_000_000
"""Characters; an event has at most some hundred thousand."""


def parse_event_text(text: str) -> Json:
    """Return the value of `text`; raises ValueError with what is wrong, such as `is no JSON`.

    Refused is what other readers would read otherwise, or not at all: a key that comes twice,
    numbers beyond 64 bits, text that UTF-8 cannot carry, and what is nested too deeply.
    """
    if len(text) > LONGEST:
        raise ValueError(f"has more than {LONGEST:,} characters")
    try:
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_finite
        )
        orjson.dumps(value)
    except _RefusedError:
        raise
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except TypeError as error:
        raise ValueError(_unwritable(str(error))) from None
    except ValueError:
        raise ValueError("is no JSON") from None
    return value


class _RefusedError(ValueError):
    """What is wrong with JSON that Python would read."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _RefusedError(f"has the key {twice!r} twice in one object")
    return found


def _no_number(constant: str) -> NoReturn:
    raise _RefusedError(f"holds {constant}, which JSON does not know")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise _RefusedError("holds a number that is too large")
    return number


def _unwritable(reason: str) -> str:
    if "surrogate" in reason or "UTF-8" in reason:
        return "holds half of a surrogate pair, which UTF-8 cannot carry"
    return "holds a number that is too large" if "Integer" in reason else "is nested too deeply"
