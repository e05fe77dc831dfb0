"""The baseline that a command reads or rewrites."""

from dataclasses import dataclass, replace
from pathlib import Path

from edgeconform import baseline
from edgeconform.baseline import Known
from edgeconform.errors import UsageError
from edgeconform.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A baseline as it was before the command; `update` says whether it is to be rewritten."""

    path: Path
    known: tuple[Known, ...]
    update: bool

    def applied(self, report: Report, *, thorough: bool) -> Report:
        """Return `report` without what is known; what is new becomes known on an update.

        A search that was interrupted or not `thorough` updates nothing.
        """
        runs, use = baseline.without_known(report.runs, self.path, self.known)
        if report.interrupted or not thorough:
            return replace(report, runs=runs, baseline=replace(use, fixed=()))
        if not self.update:
            return replace(report, runs=runs, baseline=use)
        now = baseline.updated(report.runs, self.path, self.known)
        baseline.write(self.path, now)
        added = sum(len(run.findings) for run in runs)
        runs, _ = baseline.without_known(report.runs, self.path, now)
        return replace(report, runs=runs, baseline=replace(use, added=added))


def given(path: Path | None, *, update: bool) -> Baseline | None:
    """Return the baseline `path` that the command or its configuration names, if one does.

    Raises UsageError, before anything is run, if it cannot be read or written.
    """
    if path is None:
        if update:
            raise UsageError("--baseline-update rewrites a baseline: name it with --baseline FILE")
        return None
    if update and not path.absolute().parent.is_dir():
        raise UsageError(f"--baseline {path}: there is no directory {path.parent}")
    known = baseline.read(path, missing_ok=update)
    return Baseline(path=path, known=known, update=update)
