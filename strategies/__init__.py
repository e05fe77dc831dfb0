"""Events that CloudFront can send: Hypothesis strategies, seeded generators, a boundary corpus.

For tests of your own, `@given(viewer_requests())`. Importing this package imports no Hypothesis;
calling one of its strategies does.
"""

from edgeconform.strategies.corpus import corpus
from edgeconform.strategies.delivery import delivered, withheld
from edgeconform.strategies.draws import (
    drawn_events,
    events,
    origin_requests,
    origin_responses,
    viewer_requests,
    viewer_responses,
)
from edgeconform.strategies.generator import Event, Generator, base_event
from edgeconform.strategies.options import EventOptions, OriginKind, Policy
from edgeconform.strategies.validity import is_valid, violations
from edgeconform.strategies.vocabulary import Vocabulary

__all__ = [
    "Event",
    "EventOptions",
    "Generator",
    "OriginKind",
    "Policy",
    "Vocabulary",
    "base_event",
    "corpus",
    "delivered",
    "drawn_events",
    "events",
    "is_valid",
    "origin_requests",
    "origin_responses",
    "viewer_requests",
    "viewer_responses",
    "violations",
    "withheld",
]
