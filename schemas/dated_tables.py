"""Tables beside the limits: Lambda's runtimes, AWS's prices, CloudFront's managed policies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, final

_FOLDER = Path(__file__).parent


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeDates:
    """Until when Lambda patches a runtime, and from when on it creates no function with it."""

    deprecated: date
    refused: date | None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a service charges, in US dollars; `step` is the billing step in milliseconds."""

    since: date
    million_requests: float
    gb_second: float
    step: int
    free_requests: int


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedPolicy:
    """What a managed policy forwards: "all", or names; `excluded` are those that "all" leaves out.

    `cloudfront_headers` says whether it adds all headers that CloudFront itself makes.
    """

    name: str
    headers: Literal["all"] | frozenset[str]
    query_strings: Literal["all"] | frozenset[str]
    excluded: frozenset[str]
    cloudfront_headers: bool


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return table


@cache
def runtime_dates() -> Mapping[str, RuntimeDates]:
    """Return the dates of each runtime that Lambda@Edge takes or took, by its identifier."""
    return {
        name: RuntimeDates(
            deprecated=date.fromisoformat(entry["deprecated"]),
            refused=date.fromisoformat(entry["refused"]) if "refused" in entry else None,
        )
        for name, entry in _table("runtimes")["runtimes"].items()
    }


def prices(service: Literal["lambda-edge", "cloudfront-functions"], on: date) -> Prices:
    """Return what a service charges on a day; KeyError if it was not to be had then."""
    for table in reversed(_table("prices")["tables"]):
        since, entry = date.fromisoformat(table["from"]), table[service]
        if since <= on and entry is not None:
            return Prices(
                since=since,
                million_requests=entry["per-million-requests"],
                gb_second=entry.get("per-gb-second", 0.0),
                step=entry.get("step-ms", 1),
                free_requests=entry["free-requests-per-month"],
            )
    raise KeyError(service)


def managed_policy(kind: Literal["cache", "origin-request"], name: str) -> ManagedPolicy | None:
    """Return the managed policy with an id or a name such as Managed-AllViewer; None if none has.

    Names of headers are in lower case.
    """
    for identifier, entry in _table("policies")[kind].items():
        if name in (identifier, entry["name"], f"Managed-{entry['name']}"):
            headers, query = entry["headers"], entry["query-strings"]
            return ManagedPolicy(
                name=entry["name"],
                headers="all" if headers == "all" else frozenset(map(str.lower, headers)),
                query_strings="all" if query == "all" else frozenset(query),
                excluded=frozenset(map(str.lower, entry.get("except", ()))),
                cloudfront_headers=entry.get("cloudfront") == "all",
            )
    return None
