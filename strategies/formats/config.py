"""Distribution, request identity and viewer address."""

import base64
import random
from typing import Final

from edgeconform.strategies.distributions import DISTRIBUTIONS
from edgeconform.strategies.draft import Draft, Json, Node, Site, cases_of, weighted
from edgeconform.strategies.plain import fitting
from edgeconform.strategies.pools import pool
from edgeconform.strategies.words import addresses_of

_ID_BYTES = 40
_IDS = 128

ADDRESSES: Final = (
    "203.0.113.178",
    "198.51.100.1",
    "2001:db8::1",
    "2001:db8:85a3::8a2e:370:7334",
    "::ffff:192.0.2.128",
    "10.0.0.1",
)


def domain_names(site: Site) -> Node:
    """Make the distribution's own domain name."""
    del site
    return Node(make=lambda draft, _made: DISTRIBUTIONS[draft.distribution][0])


def distribution_ids(site: Site) -> Node:
    """Make the distribution's identifier."""
    del site
    return Node(make=lambda draft, _made: DISTRIBUTIONS[draft.distribution][1])


def request_ids(site: Site) -> Node:
    """Choose an identifier as AWS's examples show them: base64url, ending in `==`."""
    chance = random.Random(site.slot)  # noqa: S311 - no secret
    made = (base64.urlsafe_b64encode(chance.randbytes(_ID_BYTES)).decode() for _ in range(_IDS))
    ids = fitting(site.schema, made)
    return Node(make=lambda draft, _made: ids[draft.choose(len(ids))])


def addresses(site: Site) -> Node:
    """Choose an address of either version, a mapped one among them."""
    rest = (*pool("addresses_v4"), *pool("addresses_v6"))
    table = fitting(
        site.schema, weighted(*((address, 4) for address in ADDRESSES), *((a, 1) for a in rest))
    )
    learnt = fitting(site.schema, addresses_of(site.scene.vocabulary))
    size = len(table)

    def make(draft: Draft, _made: dict[str, Json]) -> Json:
        if learnt and draft.guided and draft.choose(2):
            return learnt[draft.choose(len(learnt))]
        return table[draft.choose(size)]

    cases = (*fitting(site.schema, ADDRESSES), *learnt)
    return Node(make=make, cases=cases_of(site.slot, cases))
