"""Ask the checks about an invocation."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from edgeconform.checks.catalogue import checks, find
from edgeconform.checks.check import Check, Fault, Judge, Stage
from edgeconform.checks.conditions import Conditions
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.payload import Unparsable
from edgeconform.model import EventType, Finding, Invocation, Level, Oversized, Returned

Selection = tuple[Check, ...]

_ANSWERED: Final = Returned | Oversized


def select(
    *,
    enable: Sequence[str] = (),
    disable: Sequence[str] = (),
    among: Callable[[], Selection] = checks,
) -> Selection:
    """Return the checks of a run: all but those of level policy, plus `enable`, less `disable`.

    Codes or slugs; raises UsageError for one that does not exist.
    """
    enabled = {find(name).code for name in enable}
    disabled = {find(name).code for name in disable}
    return tuple(
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
        finding(check, fault, exchange)
        for check, asked in _asked(selection, exchange)
        for fault in asked(exchange)
    )


def _stage(exchange: Exchange) -> Stage:
    if not isinstance(exchange.invocation.outcome, _ANSWERED):
        return Stage.FAILURE
    if isinstance(exchange.payload, Unparsable) or not isinstance(exchange.payload, dict):
        return Stage.PAYLOAD
    if exchange.is_unedited or "EC203" in exchange.violations:
        return Stage.PAYLOAD
    return Stage.RESULT


_REACHED = {
    Stage.FAILURE: (Stage.OUTCOME, Stage.FAILURE),
    Stage.PAYLOAD: (Stage.OUTCOME, Stage.PAYLOAD),
    Stage.RESULT: (Stage.OUTCOME, Stage.PAYLOAD, Stage.RESULT),
}


def _asked(selection: Selection, exchange: Exchange) -> tuple[tuple[Check, Judge], ...]:
    stage = _stage(exchange)
    edited = exchange.edited_fields if stage is Stage.RESULT else frozenset()
    return _asked_at(selection, exchange.event_type, stage, edited)


@lru_cache(maxsize=256)
def _asked_at(
    selection: Selection, event_type: EventType, stage: Stage, edited: frozenset[str]
) -> tuple[tuple[Check, Judge], ...]:
    reached = _REACHED[stage]
    return tuple(
        (check, check.judge)
        for check in selection
        if check.judge
        and event_type in check.events
        and check.stage in reached
        and (not check.fields or not edited.isdisjoint(check.fields))
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
