"""New events out of those on which a handler went further than before."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Final, final

from edgeconform.engine.crossing import Crossing
from edgeconform.engine.recombining import recombined
from edgeconform.engine.session import Session
from edgeconform.engine.varying import varied
from edgeconform.model import Json

ROUNDS: Final = 2
"""The second starts from what the first reached."""

CROSSED: Final = 400
"""How many events a round crosses, at most."""

VARIED: Final = 2
"""One random event of so many, at most, is a kept one with an odd part."""


@final
class Further:
    """Events for one search, round by round; `furthest` gives those that it kept so far."""

    def __init__(
        self, session: Session, base: Json, furthest: Callable[[], Sequence[Json]]
    ) -> None:
        self._session = session
        self._crossing = Crossing(base)
        self._furthest = furthest

    def noted(self, corpus: Iterator[Json]) -> Iterator[Json]:
        """Yield the events of a corpus, and remember them for the rounds to come."""
        return self._crossing.noted(corpus)

    def crossed(self) -> Iterator[Iterator[Json]]:
        """Yield rounds of kept events with what sets those of the corpus apart."""
        known, seed = 0, self._session.options.seed
        for _ in range(ROUNDS) if self._session.options.guided else ():
            kept = self._kept()
            crossed = self._crossing.crossed(kept[known:], seed)
            yield islice(filter(self._session.is_valid, crossed), CROSSED)
            known = len(kept)

    def random(self, number: int) -> Iterator[Iterator[Json]]:
        """Yield rounds of random events, `number` in all, some of them made of kept ones."""
        fresh, valid, known = self._session.random_events(), self._session.is_valid, 0
        for share in (number // ROUNDS, number - number // ROUNDS):
            kept = self._kept()
            odd = filter(valid, varied(kept[known:], self._session.vocabulary))
            mixed = recombined(fresh, kept, valid, self._session.options.seed)
            yield islice(chain(islice(odd, share // VARIED), mixed), share)
            known = len(kept)

    def _kept(self) -> tuple[Json, ...]:
        """Return recorded events, and such as went further than others: in lines, or in deeds."""
        options = self._session.options
        return (*options.seed_events, *(self._furthest() if options.guided else ()))
