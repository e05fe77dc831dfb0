"""Variables that a handler has a default for, and what it answers were they set."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Final

from edgeconform.checks import Compared, Exchange, reads_with_default
from edgeconform.engine.relations.laboratory import Assumption
from edgeconform.engine.relations.relation import Relation, RunEvent
from edgeconform.model import Observation

CODE: Final = "EC803"
VALUES: Final = ("true", "0")
"""A flag that is off by default and one that is on, a number, any text: one of them differs."""

MOST_READS: Final = 5

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def reads(exchanges: Iterable[Exchange]) -> tuple[Observation, ...]:
    """Return the reads with a default, each variable once at a place."""
    seen = (each for exchange in exchanges for each in reads_with_default(exchange))
    distinct = {(each.subject, each.place): each for each in seen if _NAME.fullmatch(each.subject)}
    return tuple(islice(distinct.values(), MOST_READS))


def relations(read: Observation) -> Iterator[Relation]:
    """Yield a relation for each value, of an answer to that with the variable set."""
    for value in VALUES:
        follow = partial(_follow, Assumption(read=read, value=value))
        yield Relation(code=CODE, suits=lambda _: True, follow=follow)


def _follow(assumption: Assumption, first: Exchange, run: RunEvent) -> Compared:
    return (first, run(first.invocation.event, assumption=assumption))
