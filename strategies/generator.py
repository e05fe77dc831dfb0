"""Events without Hypothesis: from a seed, or the simplest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edgeconform.model import EventType
from edgeconform.schemas import Schema, load
from edgeconform.strategies.compiler import compile_schema
from edgeconform.strategies.distributions import beginning, beginning_cases
from edgeconform.strategies.draft import NOTHING_FIXED, Case, Draft, Json, Scene
from edgeconform.strategies.options import EventOptions, event_type_of
from edgeconform.strategies.sources import RandomSource, Source, ZeroSource
from edgeconform.strategies.vocabulary import EMPTY, Vocabulary
from edgeconform.strategies.words import carriable

Event = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProgram:
    """A compiled schema: makes an event of a source of choices.

    `cases` are what the boundary corpus wants; each is a mapping to give as `fixed`.
    """

    make: Callable[[Source, Case], Event]
    cases: tuple[Case, ...]


def compile_events(
    event_type: EventType | str,
    options: EventOptions | None = None,
    vocabulary: Vocabulary | None = None,
    *,
    schema: Schema | None = None,
) -> EventProgram:
    """Compile the schema of `event_type`, or another in its place."""
    options = options or EventOptions()
    kind = event_type_of(event_type)
    limits = options.table
    words = carriable(vocabulary) if vocabulary else EMPTY
    scene = Scene(event_type=kind, options=options, limits=limits, vocabulary=words)
    node = compile_schema(schema or load(kind, limits), scene)
    begin = beginning(scene)

    def make(source: Source, fixed: Case = NOTHING_FIXED) -> Event:
        draft = Draft(source, fixed)
        begin(draft)
        event: Event = node.make(draft, {})
        return event

    return EventProgram(make=make, cases=(*beginning_cases(scene), *node.cases))


def base_event(event_type: EventType | str, options: EventOptions | None = None) -> Event:
    """Return the simplest ordinary event, against which the boundary corpus varies."""
    return compile_events(event_type, options).make(ZeroSource(), NOTHING_FIXED)


class Generator:
    """Events drawn from a seed, without end; the same for the same seed.

    `vocabulary`, where given, goes into about two of three.
    """

    def __init__(
        self,
        event_type: EventType | str,
        options: EventOptions | None = None,
        vocabulary: Vocabulary | None = None,
        seed: int = 0,
        *,
        schema: Schema | None = None,
    ) -> None:
        self._make = compile_events(event_type, options, vocabulary, schema=schema).make
        self._source = RandomSource(seed)

    def event(self) -> Event:
        """Return the next event; it shares nothing that can be changed with another."""
        return self._make(self._source, NOTHING_FIXED)

    def __iter__(self) -> Iterator[Event]:
        while True:
            yield self.event()
