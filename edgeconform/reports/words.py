"""Words that several formats share."""

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from edgeconform.model import Finding, Level, Report, Run

if TYPE_CHECKING:
    from edgeconform.model.deployment_report import DeploymentFinding

FAILURES: Final = PurePath(".edgeconform", "failures")
"""Where failing events are saved, under the folder in which the command runs."""

_VIEWER_GETS: Final = {
    "-": "the viewer notices nothing at first",
    "unclear": "what the viewer gets is not documented",
    "ignored": "CloudFront ignores it",
    "ignored or 502": "CloudFront ignores it, or the viewer gets a 502",
    "changed silently": "the answer is changed silently",
    "cut off": "the answer is cut off",
    "garbled": "the viewer gets garbled text",
    "wrong viewer": "another viewer's answer is sent",
    "wrong page": "the viewer gets the wrong page",
    "data lost": "data is lost",
    "dead branch": "the branch is never taken",
    "error stays": "the answer stays in caches",
    "leak": "secrets get into the log",
    "lost": "part of the answer is lost",
    "loop": "the viewer is sent in a circle",
    "no cache hits": "the cache hardly ever helps",
    "origin error": "the viewer gets an error of the origin",
    "perhaps refused": "it is perhaps refused",
    "phishing": "the viewer is led to a site of somebody else's",
    "slow": "the viewer waits",
    "undefined": "the handler gets no value",
}


def counted(number: int, noun: str) -> str:
    """Return the number with its noun: `1 error`, `2,000 events`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def tally(findings: "Iterable[Finding | DeploymentFinding]") -> str:
    """Return how many findings of each level there are: `2 errors, 1 warning`."""
    levels = [finding.level for finding in findings]
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.POLICY: "policy finding"}
    parts = [counted(levels.count(level), name) for level, name in names.items() if level in levels]
    return ", ".join(parts) or "no findings"


def viewer_gets(finding: Finding) -> str:
    """Return what the viewer sees, as half a sentence."""
    return consequence(finding.viewer_sees)


def consequence(sees: str) -> str:
    """Return what a check says that the viewer sees, as half a sentence."""
    return _VIEWER_GETS.get(sees) or f"the viewer gets {'a ' if sees[:1].isdigit() else ''}{sees}"


def shown_path(path: Path) -> str:
    """Return `path` as seen from the current directory, or whole if it lies elsewhere."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def title(run: Run) -> str:
    """Return what names a run: `src/redirect.py handler at viewer-request`."""
    return f"{shown_path(run.handler.path)} {run.handler.export} at {run.event_type}"


def notes_of(run: Run) -> tuple[str, ...]:
    """Return the sentences for the user on a run."""
    if not run.unloaded:
        return run.notes
    return (*run.notes, f"nothing else was checked: {run.unloaded}")


def not_checked(run: Run) -> str:
    """Return the sentence on a run that checked nothing."""
    return f"{title(run)} was not checked: {run.unloaded}"


def failure_path(finding: Finding) -> PurePath:
    """Return where the event of a finding is saved, relative to the current directory."""
    return FAILURES / f"{finding.code}-{finding.check}-{finding.fingerprint}.json"


def summary(report: Report) -> str:
    """Return the line that says it all: findings, runs, events, limits and seed."""
    events = counted(sum(run.events for run in report.runs), "event")
    tried = f"{counted(len(report.runs), 'run')} of {events}"
    found = tally(report.findings) + _uncounted(report)
    return f"{found} in {tried} (limits {report.limits}, seed {report.seed})"


def _uncounted(report: Report) -> str:
    counts = {
        "suppressed": report.exempted("suppression"),
        "in the baseline": report.exempted("baseline"),
    }
    parts = [f"{count:,} {how}" for how, count in counts.items() if count]
    parts += [counted(len(report.remarks), "remark")] if report.remarks else []
    return f" ({', '.join(parts)})" if parts else ""
