"""The boundary corpus: what is at an edge, each against an ordinary event."""

from collections.abc import Iterator

from edgeconform.model import EventType
from edgeconform.schemas import Schema
from edgeconform.strategies.draft import NOTHING_FIXED
from edgeconform.strategies.generator import Event, compile_events
from edgeconform.strategies.options import EventOptions
from edgeconform.strategies.sources import ZeroSource
from edgeconform.strategies.vocabulary import Vocabulary


def corpus(
    event_type: EventType | str,
    options: EventOptions | None = None,
    vocabulary: Vocabulary | None = None,
    *,
    schema: Schema | None = None,
) -> Iterator[Event]:
    """Make the boundary corpus, each event once, the base event first.

    Every optional part is there and not there, every bound and quota is met from either side, and
    every word of the vocabulary stands in each place that it fits.
    """
    program = compile_events(event_type, options, vocabulary, schema=schema)
    source, seen = ZeroSource(), set[str]()
    for fixed in (NOTHING_FIXED, *program.cases):
        event = program.make(source, fixed)
        known = repr(event)
        if known not in seen:
            seen.add(known)
            yield event
