"""Events that are worth running in a row."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import islice, repeat
from typing import Any, Final

from edgeconform.model import Json
from edgeconform.strategies import Vocabulary
from edgeconform.strategies.distributions import DISTRIBUTIONS

MOST_PATHS: Final = 12
MOST_PAIRS: Final = 6
TIMES: Final = 4


def riches(event: Json) -> tuple[bool, ...]:
    """Order events so that one end has what the other lacks.

    What leaves something behind may be any event with cookies, or any without: forwards or
    backwards, some others come before all of them.
    """
    request = event["Records"][0]["cf"]["request"]
    names = ("cookie", "authorization")
    return (
        *(name in request["headers"] for name in names),
        bool(request["querystring"]),
        request["method"] != "GET",
        request["uri"] != "/",
    )


def spelt_out(vocabulary: Vocabulary, base: Json) -> Iterator[Json]:
    """Yield ordinary events, each with one path, parameter, cookie or header of the source.

    The paths come several times, for what is counted.
    """
    for uri in vocabulary.uris[:MOST_PATHS]:
        yield from repeat(_with(base, uri=uri), TIMES)
    for name, value in islice(vocabulary.queries, MOST_PAIRS):
        yield _with(base, querystring=f"{name}={value}")
    pairs = [("cookie", f"{name}={value}") for name, value in vocabulary.cookies[:MOST_PAIRS]]
    for name, value in (*pairs, *vocabulary.headers[:MOST_PAIRS]):
        headers = base["Records"][0]["cf"]["request"]["headers"]
        yield _with(base, headers={**headers, name: [{"key": name.title(), "value": value}]})


def moved(event: Json) -> Json:
    """Return `event` as it would be on another distribution."""
    made = deepcopy(event)
    cf = made["Records"][0]["cf"]
    config, headers = cf["config"], cf["request"]["headers"]
    before = config["distributionDomainName"]
    domain, name = next(each for each in DISTRIBUTIONS if each[0] != before)
    config.update(distributionDomainName=domain, distributionId=name)
    for entry in headers.get("host", []):
        if entry["value"] == before:
            entry["value"] = domain
    return made


def _with(base: Json, **fields: Any) -> Json:
    made = deepcopy(base)
    made["Records"][0]["cf"]["request"].update(fields)
    return made
