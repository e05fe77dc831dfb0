"""What a handler was seen to ask an event for, as words to try on it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from edgeconform import strategies
from edgeconform.engine.options import Options, Target
from edgeconform.model import Invocation, Json
from edgeconform.strategies import Vocabulary

PROBES: Final = 8
"""Events on which reads are recorded, beside the base event."""

LIMIT: Final = 1.0
"""Seconds that such an invocation may take."""

_MOST_NAMES: Final = 60
_MESSAGES: Final = ("request", "response")


def probes(target: Target, options: Options, vocabulary: Vocabulary) -> Iterator[Json]:
    """Yield the events to record reads on: the base event, and a few that differ in all."""
    event_options = options.event_options
    yield strategies.base_event(target.event_type, event_options)
    generator = strategies.Generator(target.event_type, event_options, vocabulary, options.seed)
    yield from islice(generator, PROBES)


def words_read(invocations: Iterable[Invocation]) -> Vocabulary:
    """Return the names of headers that were asked for, present or not."""
    names: dict[str, None] = {}
    for invocation in invocations:
        for path in invocation.reads:
            match path:
                case ("Records", 0, "cf", message, "headers", str(name)) if message in _MESSAGES:
                    names[name.lower()] = None
                case ("Records", 0, "cf", "request", "origin", _, "customHeaders", str(name)):
                    names[name.lower()] = None
    return Vocabulary(header_names=tuple(islice(names, _MOST_NAMES)))
