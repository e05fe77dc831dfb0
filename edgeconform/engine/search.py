"""Search for events that a handler fails on: corpus, bulk, Hypothesis."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Final, final

from edgeconform import strategies
from edgeconform.engine.collector import Collector, Key, key_of
from edgeconform.engine.coverage import Reached
from edgeconform.engine.further import Further
from edgeconform.engine.losses import Losses
from edgeconform.engine.minimise import affordable_trials
from edgeconform.engine.refusals import Refusals
from edgeconform.engine.sample import Sample
from edgeconform.engine.session import Session
from edgeconform.engine.time_box import TimeBox
from edgeconform.engine.trial import Trial
from edgeconform.model import (
    Finding,
    Invocation,
    Json,
    NotLoaded,
    Returned,
    SignatureRefused,
    TimedOut,
)

_UNLOADED: Final = NotLoaded | SignatureRefused

Step = Callable[[str, int], None]

MOST_FURTHER: Final = 16
"""How many events of the corpus are tried again with a record of what is read."""

_WATCHED_CLOSELY: Final = ("corpus", "seeds")
"""Parts of which the events that go further are kept; at random they would be too dear."""

_NO_ANSWER: Final = frozenset({"EC203"})
"""Checks of what is no answer at all, so that its fields mean nothing when runs are compared."""


@final
class Search:
    """The parts of a run that look for findings, into one collector.

    `step` is told of each event; `ahead` is called before the last phase, to prepare what comes
    after the search. `tried` counts the events of each part, `trials_worth` how often a
    finding may be tried again where that is dear; `hung` are the findings of time-outs, `ordinary`
    those that come of the ordinary event too. A handler that does not load, keeps losing its
    process, or waits for the network ends the search: then it is `over`. Each part of it keeps to
    its share of `box`.
    """

    def __init__(
        self,
        session: Session,
        base: Json,
        step: Step,
        ahead: Callable[[], None],
        box: TimeBox,
    ) -> None:
        self._session = session
        self._base = base
        self.step = step
        self._ahead = ahead
        self._box = box
        self.losses = Losses(base, session.time_limit)
        self.collector = Collector()
        self.sample = Sample()
        self.refusals = Refusals()
        self.reached = Reached(session.target.handler)
        self.tried: dict[str, int] = {}
        self.trials_worth: dict[Key, int] = {}
        self.hung: set[Key] = set()
        self.ordinary: dict[Key, Finding] = {}
        self.notes: list[str] = []
        self.unloaded = ""
        self.start = 0.0
        self.slowest = 0.0
        self.over = False
        self._further = Further(session, base, self._furthest)

    def run(self) -> None:
        """Search as the options of the session say."""
        options, target = self._session.options, self._session.target
        draw = self._drawing()
        self.phase("corpus", (self._base,))
        self._learn(self._session.learn)
        vocabulary = self._session.vocabulary
        self.phase("seeds", options.seed_events)
        corpus = strategies.corpus(target.event_type, options.event_options, vocabulary)
        self.phase("corpus", self._further.noted(islice(corpus, 1, None)))
        for events in self._further.crossed():
            if not self.losses.enough_of_phase:
                self.phase("corpus", events)
        if not self._box.is_up("corpus"):
            self._learn(self._learn_further)
        if options.engine == "bulk" and not self.over:
            self._ahead()
        if options.engine in ("all", "bulk"):
            for events in self._further.random(options.bulk):
                self.phase("bulk", events)
        if draw and not self.over:
            self._ahead()
            draw()
        self.reached.add_lines(self._session.covered())
        self.notes += self.losses.notes()

    def _drawing(self) -> Callable[[], None] | None:
        """Return what draws events, if it is to be; Hypothesis is imported by the way.

        That takes as long as the worker's process to start, which goes on meanwhile.
        """
        if self._session.options.engine == "bulk":
            return None
        from edgeconform.engine.hypothesis_search import draw_events

        return partial(draw_events, self, self._session)

    def phase(self, name: str, events: Iterable[Json]) -> None:
        """Try `events`, counted under `name`, until they or the search come to their end."""
        if self.over:
            return
        self.losses.begin_phase()
        is_close = name in _WATCHED_CLOSELY and self._session.options.guided
        for trial in self._trials(iter(events), closely=is_close):
            self.take(name, trial)
            if self.over or self.losses.enough_of_phase or self._box.is_up(name):
                return

    def try_one(self, name: str, event: Json) -> Trial | None:
        """Try a single event, counted under `name`; None if there is no time, or it is over."""
        if self._box.is_up(name):
            return None
        for trial in self._trials(iter((event,))):
            self.take(name, trial)
            return trial
        return None

    def take(self, name: str, trial: Trial) -> None:
        """Count a trial and keep what it found."""
        self.tried[name] = self.tried.get(name, 0) + 1
        self.step(name, self.tried[name])
        self.reached.add(trial.invocation)
        measured = trial.invocation.measurement
        self.start = max(self.start, measured.start)
        outcome = trial.invocation.outcome
        if isinstance(outcome, TimedOut):
            self._on_time_out(trial)
            return
        self.slowest = max(self.slowest, measured.wall)
        self.refusals.add(trial.exchange)
        self._keep(trial)
        if isinstance(outcome, _UNLOADED):
            self.over = True
            self.unloaded = trial.unloaded
        elif trial.invocation.ended:
            self._on_ended_process(trial)
        elif self.refusals.in_vain:
            self.over = True
        else:
            self.losses.add_harmless(trial.invocation.event)

    def _keep(self, trial: Trial) -> None:
        self.collector.add(trial.findings)
        if not any(each.code in _NO_ANSWER for each in trial.findings):
            self.sample.add(trial.exchange)
        if trial.invocation.event is self._base:
            self.ordinary |= {key_of(finding): finding for finding in trial.findings}
        worth = affordable_trials(trial.invocation)
        if worth is not None:
            self.trials_worth |= dict.fromkeys(map(key_of, trial.findings), worth)

    def _learn(self, learn: Callable[[], Iterable[Invocation]]) -> None:
        """See what the handler asks for; what comes of it is not judged otherwise."""
        if self.over or self.losses.number or not self._session.options.guided:
            return
        for invocation in learn():
            self.tried["probes"] = self.tried.get("probes", 0) + 1
            self.reached.add(invocation)
            findings = self._session.judge_reads(invocation)
            self.collector.add(findings)
            self.trials_worth |= dict.fromkeys(map(key_of, findings), 0)

    def _learn_further(self) -> tuple[Invocation, ...]:
        """Record reads where the corpus came further: a name may be asked for on one path only."""
        further = [event for event in self._furthest() if event is not self._base]
        return self._session.learn_from(further[-MOST_FURTHER:])

    def _trials(self, events: Iterator[Json], *, closely: bool = False) -> Iterator[Trial]:
        unanswered: deque[Json] = deque()
        while not self.over:
            lost = self.losses.number
            waiting = self._unlike_lost(chain(tuple(unanswered), events))
            unanswered.clear()
            limit = self.losses.limit
            noted = _noted(waiting, unanswered)
            tried = self._session.try_all(noted, limit=limit, closely=closely)
            for trial in tried:
                unanswered.popleft()
                yield trial
                if self.losses.number > lost or self.losses.limit != limit:
                    break
            else:
                return

    def _unlike_lost(self, events: Iterator[Json]) -> Iterator[Json]:
        return (event for event in events if not self.losses.avoids(event))

    def _on_time_out(self, trial: Trial) -> None:
        if self.losses.limit is None:
            self._keep(trial)
            self.hung |= set(map(key_of, trial.findings))
        self._on_lost_process(trial)

    def _on_ended_process(self, trial: Trial) -> None:
        if not isinstance(trial.invocation.outcome, Returned):
            self._on_lost_process(trial)
            return
        self.losses.add_answered()
        self.over = self.over or self.losses.too_many

    def _on_lost_process(self, trial: Trial) -> None:
        timed_out = isinstance(trial.invocation.outcome, TimedOut)
        self.losses.add(trial.invocation.event, timed_out=timed_out)
        if self.losses.too_many:
            self.over = True

    def _furthest(self) -> list[Json]:
        return self.reached.kept or [each.invocation.event for each in self.sample.firsts()]


def _noted(events: Iterator[Json], notes: deque[Json]) -> Iterator[Json]:
    for event in events:
        notes.append(event)
        yield event
