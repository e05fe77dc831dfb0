"""Judge one answer to one event."""

import inspect
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any, Final

from edgeconform.checks import judge
from edgeconform.config import Settings
from edgeconform.config.choices import event_options_for
from edgeconform.engine import Options
from edgeconform.errors import EdgeconformWarning
from edgeconform.model import (
    Conversion,
    Finding,
    Handler,
    Invocation,
    Json,
    Language,
    Level,
    Outcome,
    Returned,
    Run,
    Runtime,
    SourcePlace,
    Unserialisable,
)
from edgeconform.reports.finding_text import finding_text
from edgeconform.runtimes import python_worker as worker
from edgeconform.testing.options import event_type_of, layer_of

_CALL = "assert_conforms()"

_MAY_BE_NAMED: Final = frozenset({"EC703", "EC712"})
"""What is no fault where the handler's source names what it is about."""


def assert_conforms(event: Json, result: Json, *, strict: bool = False, **options: Any) -> None:
    """Raise AssertionError if CloudFront or Lambda would refuse `result` as an answer to `event`.

    `result` is what a handler returns; the event tells its type itself. Warnings are raised too if
    `strict`, and else given as EdgeconformWarning. `options` are keys of the configuration, with
    underscores; those of the search mean nothing here. Raises UsageError for what is no event.

    Who made the answer is not known. So nothing is said of a host that a header of the event
    happens to hold too, nor of headers that a response loses: the source may well name them.
    """
    __tracebackhide__ = True
    flags = layer_of(_CALL, options)
    event_type = event_type_of(event, _CALL)
    settings = Settings.of([flags])
    said = settings.get("include-body", "body" in event["Records"][0]["cf"]["request"])
    chosen = Options(
        event_options=event_options_for(settings, include_body=said),
        memory=settings.get("memory"),
        timeout=settings.get("timeout"),
        enable=settings.get("enable"),
        disable=settings.get("disable"),
    )
    runtime = Runtime.parse(settings.get("runtime", _own_runtime()))
    invocation = Invocation(
        event_type=event_type, event=event, outcome=_outcome(result, runtime), runtime=runtime
    )
    judged = judge(invocation, chosen.conditions(), chosen.selection)
    found = tuple(finding for finding in judged if not _depends_on_the_source(finding))
    told = _told(invocation, found, inspect.currentframe())
    if any(finding.level is Level.ERROR or strict for finding in found):
        raise AssertionError(told)
    if found:
        warnings.warn(told, EdgeconformWarning, stacklevel=2)


def _depends_on_the_source(finding: Finding) -> bool:
    return finding.level is not Level.ERROR and finding.code in _MAY_BE_NAMED


def _own_runtime() -> str:
    return f"python3.{sys.version_info.minor}"


def _outcome(result: Json, runtime: Runtime) -> Outcome:
    try:
        ascii_only = runtime.language is Language.PYTHON and runtime.version < (3, 12)
        payload, conversions = worker.Marshaller(ascii_only).marshal(result)
    except worker.MarshalError as error:
        return Unserialisable(error_type=error.error_type, message=str(error))
    return Returned(payload=payload, conversions=tuple(Conversion(**each) for each in conversions))


def _told(invocation: Invocation, found: tuple[Finding, ...], here: FrameType | None) -> str:
    """Return the findings, placed at the line that called the function of the frame `here`."""
    caller = here.f_back if here is not None else None
    path = Path(caller.f_code.co_filename if caller else "")
    run = Run(
        handler=Handler(path=path, export="", language=Language.PYTHON, root=path.parent),
        event_type=invocation.event_type,
        runtime=invocation.runtime,
        events=1,
        seconds=0,
        findings=found,
    )
    line = SourcePlace(file=path.name, line=caller.f_lineno) if caller else None
    return "\n".join(
        finding_text(run, replace(finding, source=line), saved=False) for finding in found
    )
