"""A check: a judgement with its code, its page and its function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc
from typing import TYPE_CHECKING, final

from edgeconform.model import EventType, Level, SourcePlace

if TYPE_CHECKING:
    from edgeconform.checks.conditions import DeploymentConditions
    from edgeconform.checks.exchange import Exchange
    from edgeconform.model.deployment import Deployment

EVERY_EVENT = tuple(EventType)
REQUEST_EVENTS = (EventType.VIEWER_REQUEST, EventType.ORIGIN_REQUEST)
RESPONSE_EVENTS = (EventType.ORIGIN_RESPONSE, EventType.VIEWER_RESPONSE)
VIEWER_EVENTS = (EventType.VIEWER_REQUEST, EventType.VIEWER_RESPONSE)
ANSWERING_EVENTS = (*REQUEST_EVENTS, EventType.ORIGIN_RESPONSE)


class Stage(StrEnum):
    """How far an invocation must have come for a check to be asked.

    outcome: always. failure: the handler did not answer. payload: it did, with anything. result:
    the answer is an object of CloudFront's dialect. relation: of no single invocation, but of
    several that were run to be compared. deployment: of no invocation, but of a template.
    """

    OUTCOME = "outcome"
    FAILURE = "failure"
    PAYLOAD = "payload"
    RESULT = "result"
    RELATION = "relation"
    DEPLOYMENT = "deployment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a check complains of.

    `place` is stable from event to event: a header's name, a field, an exception's type and line.
    `level` and `sees` are set where they differ from the check's own. A figure that differs from
    run to run, such as a time, is told in `measured`, never in the message.
    """

    message: str
    place: str
    level: Level | None = None
    sees: str | None = None
    source: SourcePlace | None = None
    measured: str = ""


Faults = Iterator[Fault]
Judge = Callable[["Exchange"], Faults]
Compared = tuple["Exchange", ...]
"""Exchanges of one handler that have to do with each other; which, each relation says."""

Compare = Callable[[Compared], Faults]
Inspect = Callable[["Deployment", "DeploymentConditions"], Faults]


@final
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Check:
    """A numbered judgement.

    `says` are CloudFront's and Lambda's own messages, `aws` addresses of pages that state the rule,
    `rules` ids of the rule catalogue. `judge` looks at one exchange and is None where there is
    nothing to see in a single one; `compare`, if any, looks at several; `inspect` looks at a
    template instead, and at no exchange. The docstring of the first that is there is the page that
    users read. A check that names `fields` of the answer is asked only where the handler set one of
    them to another value.
    """

    code: str
    slug: str
    level: Level
    events: tuple[EventType, ...]
    viewer_sees: str
    stage: Stage
    rules: tuple[str, ...]
    says: tuple[str, ...] = ()
    aws: tuple[str, ...]
    fields: tuple[str, ...] = ()
    judge: Judge | None = None
    compare: Compare | None = None
    inspect: Inspect | None = None

    @property
    def title(self) -> str:
        """The first line of the function's docstring, without its full stop."""
        return self._docstring().partition("\n")[0].rstrip(".")

    @property
    def page(self) -> str:
        """The rest of the docstring."""
        return self._docstring().partition("\n")[2].strip()

    def _docstring(self) -> str:
        function = self.judge or self.compare or self.inspect
        return cleandoc(function.__doc__ or "") if function else ""


def check(
    code: str,
    slug: str,
    level: Level,
    *,
    fields: tuple[str, ...] = (),
    events: tuple[EventType, ...] = EVERY_EVENT,
    sees: str,
    stage: Stage = Stage.RESULT,
    rules: tuple[str, ...] = (),
    says: tuple[str, ...] = (),
    aws: tuple[str, ...],
    compare: Compare | None = None,
) -> Callable[[Judge], Check]:
    """Make a check of a judging function; its docstring is the page that users read."""
    return lambda judge: Check(
        code=code,
        slug=slug,
        level=level,
        events=events,
        viewer_sees=sees,
        stage=stage,
        rules=rules,
        says=says,
        aws=aws,
        judge=judge,
        fields=fields,
        compare=compare,
    )


def relation(
    code: str,
    slug: str,
    level: Level,
    *,
    events: tuple[EventType, ...] = EVERY_EVENT,
    sees: str,
    rules: tuple[str, ...] = (),
    aws: tuple[str, ...],
) -> Callable[[Compare], Check]:
    """Make a check of a function that compares exchanges; its docstring is the page."""
    return lambda compare: Check(
        code=code,
        slug=slug,
        level=level,
        events=events,
        viewer_sees=sees,
        stage=Stage.RELATION,
        rules=rules,
        aws=aws,
        compare=compare,
    )


def deployment_check(
    code: str,
    slug: str,
    level: Level,
    *,
    events: tuple[EventType, ...] = EVERY_EVENT,
    sees: str = "deploy refused",
    rules: tuple[str, ...],
    says: tuple[str, ...] = (),
    aws: tuple[str, ...],
) -> Callable[[Inspect], Check]:
    """Make a check of a function that inspects a deployment; its docstring is the page."""
    return lambda inspect: Check(
        code=code,
        slug=slug,
        level=level,
        events=events,
        viewer_sees=sees,
        stage=Stage.DEPLOYMENT,
        rules=rules,
        says=says,
        aws=aws,
        inspect=inspect,
    )
