"""Run saved failures again."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from time import monotonic

from edgeconform import failures
from edgeconform.engine import Options, Session, Target
from edgeconform.engine.fingerprint import with_fingerprint
from edgeconform.engine.relations import again
from edgeconform.errors import UsageError
from edgeconform.failures import Failure
from edgeconform.handlers import discover
from edgeconform.model import Finding, Handler, Json, Run, Runtime
from edgeconform.model.finding import without_line
from edgeconform.reports.finding_text import finding_text
from edgeconform.reports.words import shown_path
from edgeconform.settings import described, options_of
from edgeconform.strategies import violations


class Verdict(StrEnum):
    """What became of a saved failure."""

    FAILING = "still failing"
    OTHER = "other failure"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A failure and its verdict; `run` holds what was found this time.

    That is the same finding if it is still there, and otherwise all that the event brings out.
    """

    failure: Failure
    verdict: Verdict
    run: Run


def replay(failure: Failure) -> Replay:
    """Run the event of `failure` through its handler as it is now, and judge with all its checks.

    Raises EdgeconformError if the handler or its interpreter is no longer there.
    """
    target = Target(
        handler=_handler(failure), event_type=failure.event_type, detected="saved failure"
    )
    try:
        options = options_of(failure.settings)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"the settings saved with {failure.code} are damaged ({error});"
            " run edgeconform check again"
        ) from None
    _require_valid(failure, options)
    started = monotonic()
    events = (*failure.related_events, failure.event)
    with Session(target, options) as session:
        trials = tuple(session.try_all(events))
        findings = [each for trial in trials for each in trial.findings]
        findings += again(session, failure.code, events)
        findings += session.judge_recorded(events)
        runtime = session.runtime
    run = _run(target, findings, runtime, monotonic() - started, failure)
    run = replace(run, unloaded=trials[-1].unloaded)
    return Replay(failure=failure, verdict=_verdict(run, failure), run=described(run, options))


def assert_mended(saved: Json) -> None:
    """Raise AssertionError with the finding if a saved failure still fails, or fails otherwise.

    `saved` is the object that `edgeconform check` saves; paths are relative to the current
    directory.
    """
    __tracebackhide__ = True
    again = replay(failures.parse(saved, Path.cwd(), named="the saved failure"))
    if again.verdict is not Verdict.FIXED:
        texts = "\n\n".join(
            finding_text(again.run, finding, saved=False) for finding in again.run.findings
        )
        raise AssertionError(f"{again.verdict}\n{texts}")


def _handler(failure: Failure) -> Handler:
    return discover(Path(shown_path(failure.path)), export=failure.export, root=failure.root)[0]


def _require_valid(failure: Failure, options: Options) -> None:
    for event in (*failure.related_events, failure.event):
        if wrong := violations(event, failure.event_type, options.event_options):
            raise UsageError(
                f"the event saved with {failure.code} is none that CloudFront sends: {wrong[0]}"
            )


def _run(
    target: Target, findings: list[Finding], runtime: Runtime, seconds: float, failure: Failure
) -> Run:
    tried = 1 + len(failure.related_events)
    distinct: dict[str, Finding] = {}
    for finding in findings:
        found = with_fingerprint(finding, target.handler)
        distinct.setdefault(found.fingerprint, found)
    same = [
        replace(finding, absence_matters=failure.absence_matters)
        for finding in sorted(distinct.values(), key=lambda each: each.place != failure.place)
        if _is_same(finding, failure)
    ]
    return Run(
        handler=target.handler,
        event_type=target.event_type,
        runtime=runtime,
        events=tried,
        seconds=seconds,
        findings=tuple(same[:1] or distinct.values()),
        detected=target.detected,
        tried=(("saved", tried),),
    )


def _verdict(run: Run, failure: Failure) -> Verdict:
    if any(_is_same(finding, failure) for finding in run.findings):
        return Verdict.FAILING
    if run.unloaded or run.failed(strict=False):
        return Verdict.OTHER
    return Verdict.FIXED


def _is_same(finding: Finding, failure: Failure) -> bool:
    ours, theirs = ((each.code, without_line(each.place)) for each in (finding, failure))
    return ours == theirs
