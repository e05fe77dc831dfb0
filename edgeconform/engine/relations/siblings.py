"""Events that share with another what a cache may be keyed by, and lack what may decide."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any, Final

from edgeconform.model import Json
from edgeconform.strategies.distributions import DISTRIBUTIONS

MOST_LEFT_OUT: Final = 4


def siblings(event: Json, base: Json, names: Collection[str]) -> Iterator[Json]:
    """Yield events like `event` but for one thing, the most telling first.

    They lack each header of `names` in turn, are on another distribution, on the ordinary path,
    have nothing but path and query, are from another client.
    """
    request, ordinary = _request(event), _request(base)
    given = [name for name in request["headers"] if name in names and name != "host"]
    for name in given[:MOST_LEFT_OUT]:
        made = deepcopy(event)
        del _request(made)["headers"][name]
        yield made
    yield moved(event)
    if request["uri"] != ordinary["uri"]:
        yield _alike(event, base, "uri", host=False)
    if request["querystring"]:
        yield _alike(plain_sibling(event, base), event, "querystring")
    if request["clientIp"] != ordinary["clientIp"]:
        yield _alike(event, base, "clientIp", host=False)


def plain_sibling(event: Json, base: Json) -> Json:
    """Return an ordinary event on the same path, with the same Host and client."""
    return _alike(base, event, "clientIp", "uri")


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


def _alike(event: Json, other: Json, *fields: str, host: bool = True) -> Json:
    """Return `event` with some fields of another's request, and its Host."""
    made = deepcopy(event)
    request, theirs = _request(made), _request(other)
    request |= {field: theirs[field] for field in fields}
    if host and "host" in theirs["headers"]:
        request["headers"]["host"] = theirs["headers"]["host"]
        made["Records"][0]["cf"]["config"] = other["Records"][0]["cf"]["config"]
    return made


def _request(event: Json) -> dict[str, Any]:
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    return request
