"""Ask the checks about an invocation."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, final

from edgeconform.checks.catalogue import checks, find
from edgeconform.checks.check import Check, Fault, Judge, Stage
from edgeconform.checks.conditions import Conditions
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.payload import Unparsable
from edgeconform.model import EventType, Finding, Invocation, Level, Oversized, Returned

_ANSWERED: Final = (Returned, Oversized)
_NOTHING: Final[frozenset[str]] = frozenset()
_REACHED: Final = {
    Stage.FAILURE: (Stage.OUTCOME, Stage.FAILURE),
    Stage.PAYLOAD: (Stage.OUTCOME, Stage.PAYLOAD),
    Stage.RESULT: (Stage.OUTCOME, Stage.PAYLOAD, Stage.RESULT),
}

_Asked = tuple[tuple[Check, Judge], ...]


@final
class Selection:
    """The checks of a run. Which of them an exchange is held against is worked out once."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self._checks = tuple(checks)
        self._fields = frozenset(field for check in self._checks for field in check.fields)
        self._asked: dict[tuple[EventType, Stage, frozenset[str]], _Asked] = {}

    def __iter__(self) -> Iterator[Check]:
        return iter(self._checks)

    def asked_of(self, exchange: Exchange) -> _Asked:
        """Return the checks to ask of `exchange`, each with what it asks."""
        stage = _stage(exchange)
        # A handler may name fields after what it was asked: these would be without end.
        edited = exchange.edited_fields & self._fields if stage is Stage.RESULT else _NOTHING
        key = (exchange.event_type, stage, edited)
        asked = self._asked.get(key)
        if asked is None:
            asked = self._asked[key] = tuple(self._reached(*key))
        return asked

    def _reached(
        self, event_type: EventType, stage: Stage, edited: frozenset[str]
    ) -> Iterator[tuple[Check, Judge]]:
        for check in self._checks:
            is_reached = event_type in check.events and check.stage in _REACHED[stage]
            is_concerned = not check.fields or not edited.isdisjoint(check.fields)
            if check.judge and is_reached and is_concerned:
                yield check, check.judge


def _stage(exchange: Exchange) -> Stage:
    if not isinstance(exchange.invocation.outcome, _ANSWERED):
        return Stage.FAILURE
    if isinstance(exchange.payload, Unparsable) or not isinstance(exchange.payload, dict):
        return Stage.PAYLOAD
    if exchange.is_unedited or "EC203" in exchange.violations:
        return Stage.PAYLOAD
    return Stage.RESULT


def select(
    *,
    enable: Sequence[str] = (),
    disable: Sequence[str] = (),
    among: Callable[[], Iterable[Check]] = checks,
) -> Selection:
    """Return the checks of a run: all but those of level policy, plus `enable`, less `disable`.

    Codes or slugs; raises UsageError for one that does not exist.
    """
    enabled = {find(name).code for name in enable}
    disabled = {find(name).code for name in disable}
    return Selection(
        check
        for check in among()
        if (check.level is not Level.POLICY or check.code in enabled) and check.code not in disabled
    )


def judge(
    invocation: Invocation, conditions: Conditions, selection: Selection
) -> tuple[Finding, ...]:
    """Return what `selection` finds in `invocation`; empty if it conforms."""
    return judge_exchange(Exchange(invocation, conditions), selection)


def judge_exchange(exchange: Exchange, selection: Selection) -> tuple[Finding, ...]:
    """Return what `selection` finds in `exchange`; empty if it conforms."""
    return tuple(
        [
            finding(check, fault, exchange)
            for check, asked in selection.asked_of(exchange)
            for fault in asked(exchange)
        ]
    )


def finding(check: Check, fault: Fault, exchange: Exchange) -> Finding:
    """Return what `check` says of `exchange`."""
    invocation = exchange.invocation
    answered = isinstance(invocation.outcome, Returned) and not isinstance(
        exchange.payload, Unparsable
    )
    return Finding(
        code=check.code,
        check=check.slug,
        level=fault.level or check.level,
        event_type=invocation.event_type,
        message=fault.message,
        place=fault.place,
        viewer_sees=fault.sees or check.viewer_sees,
        event=invocation.event,
        result=exchange.payload if answered else None,
        error="" if answered else fault.message,
        source=fault.source,
        log=invocation.log,
        measured=fault.measured,
    )
