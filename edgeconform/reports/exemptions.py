"""What a report says of findings that do not count, of the comments and of the baseline."""

from typing import Any, Final

from edgeconform.model import Run
from edgeconform.model.report import BaselineUse, Exempted, Remark
from edgeconform.reports.plain import plain
from edgeconform.reports.words import counted, shown_path

MOST_FIXED: Final = 10


def of_run(run: Run) -> list[str]:
    """Return a line for each suppressed finding of a run, and one for those of the baseline."""
    lines = [
        f"suppressed: {_name(each)}, {comment_of(run, each)}: {each.reason or 'without a reason'}"
        for each in run.exempted
        if each.by == "suppression"
    ]
    known = sum(each.by == "baseline" for each in run.exempted)
    return [*lines, *([f"in the baseline: {counted(known, 'finding')}"] if known else ())]


def remark_text(remark: Remark) -> str:
    """Return a remark on one line, with its place."""
    return plain(f"{shown_path(remark.path)}:{remark.line}: {remark.message}")


def of_baseline(use: BaselineUse) -> list[str]:
    """Return what became of the baseline: a line, and one for each finding that is fixed."""
    name = f"baseline {shown_path(use.path.absolute())}"
    fixed = counted(len(use.fixed), "finding")
    if use.added is not None:
        gone = f", {fixed} fixed" if use.fixed else ""
        head = f"{name} rewritten: {counted(use.added, 'finding')} added{gone}, {use.known} kept"
    elif use.fixed:
        head = f"{name}: {fixed} fixed; --baseline-update takes that out"
    else:
        return []
    shown = [f"  fixed: {each}" for each in use.fixed[:MOST_FIXED]]
    more = len(use.fixed) - MOST_FIXED
    return [head, *shown, *([f"  fixed: {more} more"] if more > 0 else ())]


def comment_of(run: Run, exempted: Exempted) -> str | None:
    """Return where the comment stands that suppresses a finding."""
    if exempted.place is None:
        return None
    return f"{shown_path(run.handler.root / exempted.place.file)}:{exempted.place.line}"


def as_objects(run: Run) -> list[dict[str, Any]]:
    """Return the exempted findings of a run as JSON objects."""
    return [
        {
            "by": each.by,
            "reason": each.reason,
            "comment": comment_of(run, each),
            "code": each.finding.code,
            "check": each.finding.check,
            "level": each.finding.level.value,
            "message": each.finding.message,
            "place": each.finding.place,
            "fingerprint": each.finding.fingerprint,
        }
        for each in run.exempted
    ]


def baseline_object(use: BaselineUse | None) -> dict[str, Any] | None:
    """Return what became of the baseline as a JSON object."""
    if use is None:
        return None
    path = shown_path(use.path.absolute())
    return {"file": path, "known": use.known, "fixed": list(use.fixed), "added": use.added}


def _name(exempted: Exempted) -> str:
    finding = exempted.finding
    return f"{finding.code} {finding.check} ({finding.place})"
