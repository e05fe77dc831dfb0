"""The values that pass between the rooms: frozen, and knowing nothing of the contract.

Those of templates are in `model.deployment` and `model.deployment_report`, which few commands need.
"""

from edgeconform.model.event_type import EventType, Side
from edgeconform.model.finding import Finding, Level
from edgeconform.model.handler import Handler
from edgeconform.model.invocation import Covered, Invocation, Measurement, Observation
from edgeconform.model.outcome import (
    Conversion,
    Exited,
    Json,
    NeverSettled,
    NotLoaded,
    Outcome,
    OutOfMemory,
    Oversized,
    Raised,
    Returned,
    SignatureRefused,
    SourcePlace,
    TimedOut,
    Unserialisable,
)
from edgeconform.model.report import Coverage, Report, Run
from edgeconform.model.runtime import Language, Runtime

__all__ = [
    "Conversion",
    "Coverage",
    "Covered",
    "EventType",
    "Exited",
    "Finding",
    "Handler",
    "Invocation",
    "Json",
    "Language",
    "Level",
    "Measurement",
    "NeverSettled",
    "NotLoaded",
    "Observation",
    "OutOfMemory",
    "Outcome",
    "Oversized",
    "Raised",
    "Report",
    "Returned",
    "Run",
    "Runtime",
    "Side",
    "SignatureRefused",
    "SourcePlace",
    "TimedOut",
    "Unserialisable",
]
