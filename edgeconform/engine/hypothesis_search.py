"""The part of a search that Hypothesis steers."""

from typing import TYPE_CHECKING

import hypothesis

from edgeconform.engine.session import Session
from edgeconform.model import Json, Returned
from edgeconform.strategies.draws import drawn_events

if TYPE_CHECKING:
    from edgeconform.engine.search import Search

_PHASES = (hypothesis.Phase.generate, hypothesis.Phase.target)


def draw_events(search: "Search", session: Session) -> None:
    """Try the events that Hypothesis draws, aiming at large answers.

    Nothing is raised, so that one defect cannot hide another: findings go to the search's
    collector.
    """
    options, target = session.options, session.target
    drawn = drawn_events(target.event_type, options.event_options, session.vocabulary)

    def examine(event: Json) -> None:
        trial = search.try_one("hypothesis", event)
        if trial is not None and isinstance(trial.invocation.outcome, Returned):
            size = len(trial.invocation.outcome.payload)
            hypothesis.target(float(size), label="bytes of the answer")

    settings = hypothesis.settings(
        max_examples=options.max_examples,
        database=None,
        deadline=None,
        phases=_PHASES,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    run = settings(hypothesis.seed(options.seed)(hypothesis.given(drawn)(examine)))
    run()
