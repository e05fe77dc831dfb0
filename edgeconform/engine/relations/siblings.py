"""Events that share with another what a cache may be keyed by, and lack what may decide."""

from collections.abc import Collection, Iterator
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
        headers = {key: value for key, value in request["headers"].items() if key != name}
        yield with_fields(event, headers=headers)
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
    cf = event["Records"][0]["cf"]
    config, headers = cf["config"], cf["request"]["headers"]
    before = config["distributionDomainName"]
    domain, name = next(each for each in DISTRIBUTIONS if each[0] != before)
    elsewhere = {**config, "distributionDomainName": domain, "distributionId": name}
    lines = headers.get("host", [])
    if any(line["value"] == before for line in lines):
        headers = {**headers, "host": [{**line, "value": domain} for line in lines]}
    return with_fields(event, elsewhere, headers=headers)


def with_fields(event: Json, config: Json = None, **fields: Any) -> Json:
    """Return `event` with other fields of its request, and perhaps another config.

    The rest is shared with `event`.
    """
    cf = event["Records"][0]["cf"]
    changed = {"config": config or cf["config"], "request": {**cf["request"], **fields}}
    return {"Records": [{"cf": {**cf, **changed}}]}


def _alike(event: Json, other: Json, *fields: str, host: bool = True) -> Json:
    """Return `event` with some fields of another's request, and its Host."""
    theirs = _request(other)
    changed = {field: theirs[field] for field in fields}
    if not host or "host" not in theirs["headers"]:
        return with_fields(event, **changed)
    headers = {**_request(event)["headers"], "host": theirs["headers"]["host"]}
    return with_fields(event, other["Records"][0]["cf"]["config"], headers=headers, **changed)


def _request(event: Json) -> dict[str, Any]:
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    return request
