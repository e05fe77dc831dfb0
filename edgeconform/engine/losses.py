"""Hung and ended processes of a search: what they cost it, and how they are kept from more."""

from typing import Final, final

from edgeconform.engine.avoidance import Avoidance
from edgeconform.model import Json

SHORT_LIMIT: Final = 0.25
"""Seconds: how long an invocation may take once one has timed out; enough to go on searching."""

SHORTER_LIMIT: Final = 0.1
"""Seconds: the same, after PATIENCE more have hung."""

PATIENCE: Final = 4

CALM_LIMIT: Final = 1.0
"""Seconds: the same, while hangs are rare; a busy machine then cuts nothing short."""

CALM: Final = 16
"""How many events in a row must pass for hangs to be rare."""

MOST_IN_A_PHASE: Final = 16
"""After so many hung or ended processes other kinds of events are tried."""

MOST_LOST_PROCESSES: Final = 40
"""After so many a search is given up: each costs a start and a wait."""

MOST_ANSWERED_IN_A_PHASE: Final = 64
MOST_ANSWERED: Final = 160
"""The same for processes that ended by what came after an answer: that can be judged."""


@final
class _Tally:
    """How many processes of one kind were lost; so many end a search, or one phase of it."""

    def __init__(self, most: int, most_in_a_phase: int) -> None:
        self._most = most
        self._most_in_a_phase = most_in_a_phase
        self._before_phase = 0
        self.number = 0

    @property
    def is_too_much(self) -> bool:
        return self.number >= self._most

    @property
    def is_much(self) -> bool:
        return self.number >= self._most_in_a_phase

    @property
    def is_enough_of_phase(self) -> bool:
        return self.number - self._before_phase >= self._most_in_a_phase

    def begin_phase(self) -> None:
        self._before_phase = self.number


@final
class Losses:
    """Counts them, learns which events to leave out, and shortens the time limit.

    `number` is how many processes were lost before an answer, `avoided` how many events were left
    out for it.
    """

    def __init__(self, base: Json, time_limit: float) -> None:
        self._avoidance = Avoidance(base)
        self._time_limit = time_limit
        self._time_outs = 0
        self._lost = _Tally(MOST_LOST_PROCESSES, MOST_IN_A_PHASE)
        self._answered = _Tally(MOST_ANSWERED, MOST_ANSWERED_IN_A_PHASE)
        self._passed = 0
        self.avoided = 0

    @property
    def number(self) -> int:
        """How many processes were lost before an answer."""
        return self._lost.number

    @property
    def limit(self) -> float | None:
        """The time limit for the next invocation, in seconds; None for the usual one."""
        if self._time_outs and self._passed >= CALM:
            return min(CALM_LIMIT, self._time_limit)
        return self.limit_of_trials

    @property
    def limit_of_trials(self) -> float | None:
        """The same for events that are likely to hang again."""
        if not self._time_outs:
            return None
        short = SHORT_LIMIT if self._time_outs <= PATIENCE else SHORTER_LIMIT
        return min(short, self._time_limit)

    @property
    def limit_of_minimising(self) -> float | None:
        """The same while events are made smaller: many are tried, and none must hang by mistake."""
        return min(SHORT_LIMIT, self._time_limit) if self._time_outs else None

    @property
    def too_many(self) -> bool:
        """Whether going on is in vain."""
        return self._lost.is_too_much or self._answered.is_too_much

    @property
    def cut_short(self) -> bool:
        """Whether the search left much out for what it lost."""
        return self._lost.is_much or self._answered.is_much

    @property
    def enough_of_phase(self) -> bool:
        """Whether going on with this phase is in vain."""
        return self._lost.is_enough_of_phase or self._answered.is_enough_of_phase

    def begin_phase(self) -> None:
        """Be patient again: other events are tried now."""
        self._lost.begin_phase()
        self._answered.begin_phase()

    def add(self, event: Json, *, timed_out: bool) -> None:
        """Take in an event on which the handler hung, or ended its process."""
        self._lost.number += 1
        self._passed = 0
        self._time_outs += timed_out
        self._avoidance.learn(event)

    def add_answered(self) -> None:
        """Take in that a process ended after its answer."""
        self._answered.number += 1

    def add_harmless(self, event: Json) -> None:
        """Take in an event that cost no process."""
        self._passed += 1
        self._avoidance.learn_harmless(event)

    def avoids(self, event: Json) -> bool:
        """Whether to leave `event` out; counts it if so."""
        if not self.number or not self._avoidance.avoids(event):
            return False
        self.avoided += 1
        return True

    def notes(self) -> list[str]:
        """Return sentences for the report."""
        notes = []
        if self._time_outs:
            notes.append(
                "after an invocation ran past its time limit, others were given "
                f"{min(CALM_LIMIT, self._time_limit):g} s or less, and what was cut short was not"
                " judged"
            )
        if self.cut_short:
            lost = self._lost.number + self._answered.number
            notes.append(f"the search was cut short, since {lost} processes hung or ended")
        if self.avoided:
            were = "1 event was" if self.avoided == 1 else f"{self.avoided} events were"
            notes.append(f"{were} left out, like others that hung or ended the process")
        return notes
