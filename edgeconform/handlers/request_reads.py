"""What of the request a handler surely looks up, by name."""

import itertools
from dataclasses import dataclass

from edgeconform.handlers.literal_sorting import place_of
from edgeconform.handlers.usage import usage
from edgeconform.model import Handler
from edgeconform.model.deployment import Reads


@dataclass(slots=True)
class _Found:
    headers: dict[str, None]
    written: set[str]
    query_keys: dict[str, None]
    querystring: bool = False


def request_reads(handler: Handler) -> Reads:
    """Return the names that the source itself writes out where it reads the request.

    A header that the handler also writes is left out: it may read its own.
    """
    found = _Found({}, set(), {})
    for access in usage(handler).accesses:
        _add(found, access.chain, written=access.written)
    headers = tuple(name for name in found.headers if name not in found.written)
    return Reads(headers=headers, query_keys=tuple(found.query_keys), querystring=found.querystring)


def _add(found: _Found, chain: tuple[str, ...], *, written: bool) -> None:
    for index, pair in enumerate(itertools.pairwise(chain)):
        if pair == ("request", "headers"):
            name = chain[index + 2] if len(chain) > index + 2 else "*"
            if name not in ("*", "cookie") and not name.endswith("()"):
                (found.written.add if written else found.headers.setdefault)(name.lower())
        elif pair == ("request", "querystring") and not written:
            found.querystring = True
            place, name = place_of(chain)
            if place == "query" and name:
                found.query_keys.setdefault(name)
