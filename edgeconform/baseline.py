"""A file of known findings, which fail no run: new ones do."""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from edgeconform.errors import UsageError
from edgeconform.model import Finding, Run
from edgeconform.model.finding import without_line
from edgeconform.model.report import BaselineUse, Exempted
from edgeconform.own_folder import write_whole
from edgeconform.reports.words import shown_path

KIND: Final = "edgeconform baseline"
FORMAT: Final = 1

_ABOUT: Final = (
    "Findings that do not fail edgeconform check. Rewritten by --baseline-update; lines may be"
    " taken out by hand."
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Known:
    """A known finding; `file` is relative to the baseline's folder."""

    file: str
    handler: str
    event_type: str
    code: str
    check: str
    level: str
    place: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.code} {self.check} ({self.place}) in {self.file} at {self.event_type}"

    @property
    def tried(self) -> tuple[str, str, str]:
        """The run that would find it again."""
        return (self.file, self.handler, self.event_type)

    @property
    def apart_from_its_line(self) -> tuple[str, ...]:
        """What tells it from others once an edit above has moved its line."""
        return (*self.tried, self.code, self.level, without_line(self.place))


def read(path: Path, *, missing_ok: bool = False) -> tuple[Known, ...]:
    """Return the findings that the baseline `path` knows; none if it may be missing, and is.

    Raises UsageError if it is no baseline.
    """
    named = f"the baseline {shown_path(path)}"
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if missing_ok:
            return ()
        raise UsageError(f"{named} does not exist; --baseline-update makes it") from None
    except OSError as error:
        raise UsageError(f"{named} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        saved = None
    if not isinstance(saved, dict) or (saved.get("kind"), saved.get("format")) != (KIND, FORMAT):
        raise UsageError(f"{named} is none that edgeconform wrote; --baseline names another file")
    names = [each.name for each in fields(Known)]
    try:
        return tuple(
            Known(**{name: str(each[name]) for name in names}) for each in saved["findings"]
        )
    except (LookupError, TypeError) as error:
        raise UsageError(
            f"{named} is damaged (wrong or missing: {error}); take the line out, or write it anew"
        ) from None


def write(path: Path, known: Iterable[Known]) -> None:
    """Write a baseline, a line for each finding, sorted; UsageError if it cannot be written."""
    lines = ",\n".join(f"    {json.dumps(asdict(each))}" for each in sorted(known))
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    head = json.dumps({"kind": KIND, "format": FORMAT, "about": _ABOUT}, indent=2)[:-2]
    try:
        write_whole(path, f'{head},\n  "findings": {listed}\n}}\n')
    except OSError as error:
        raise UsageError(
            f"the baseline {shown_path(path)} cannot be written: {error.strerror}"
        ) from None


def without_known(
    runs: tuple[Run, ...], path: Path, known: tuple[Known, ...]
) -> tuple[tuple[Run, ...], BaselineUse]:
    """Return `runs` with the findings exempted that are `known`, and what became of the baseline.

    A known finding stands for one: by its fingerprint, or else for one that differs in its line
    only. Those of handlers that were not run at an event type, or not loaded, are not called fixed.
    """
    exact = {(each.file, each.fingerprint): each for each in known}
    met: set[Known] = set()

    def is_exact(wanted: Known) -> bool:
        same = exact.get((wanted.file, wanted.fingerprint))
        if same is not None:
            met.add(same)
        return same is not None

    runs = tuple(_sorted_out(run, path, is_exact) for run in runs)
    moved = defaultdict(list)
    for each in sorted(set(known) - met):
        moved[each.apart_from_its_line].append(each)

    def is_moved(wanted: Known) -> bool:
        return bool(moved[wanted.apart_from_its_line] and moved[wanted.apart_from_its_line].pop())

    runs = tuple(_sorted_out(run, path, is_moved) for run in runs)
    left = sorted(each for group in moved.values() for each in group)
    gone = [each for each in left if not _may_be_there(each, runs, path)]
    count = sum(each.by == "baseline" for run in runs for each in run.exempted)
    return runs, BaselineUse(path=path, known=count, fixed=tuple(map(str, gone)))


def updated(runs: tuple[Run, ...], path: Path, known: tuple[Known, ...]) -> tuple[Known, ...]:
    """Return what a baseline should know after `runs`, from which nothing is exempted by it yet.

    What it knows of handlers that were not run, or not loaded, is kept as long as their files are
    there.
    """
    kept = {each for each in known if _may_be_there(each, runs, path)}
    found = {_known(run, finding, path) for run in runs for finding in run.findings}
    return tuple(sorted(kept | found))


def _may_be_there(known: Known, runs: tuple[Run, ...], path: Path) -> bool:
    """Whether a finding was not looked for, while its file is still there."""
    tried = {
        (_file(run, path), run.handler.export, run.event_type.value)
        for run in runs
        if not run.unloaded
    }
    return known.tried not in tried and (_folder(path) / known.file).exists()


def _sorted_out(run: Run, path: Path, is_known: Callable[[Known], bool]) -> Run:
    kept, exempted = [], []
    for finding in run.findings:
        if is_known(_known(run, finding, path)):
            exempted.append(Exempted(finding=finding, by="baseline"))
        else:
            kept.append(finding)
    return replace(run, findings=tuple(kept), exempted=(*run.exempted, *exempted))


def _known(run: Run, finding: Finding, path: Path) -> Known:
    return Known(
        file=_file(run, path),
        handler=run.handler.export,
        event_type=finding.event_type.value,
        code=finding.code,
        check=finding.check,
        level=finding.level.value,
        place=finding.place,
        fingerprint=finding.fingerprint,
    )


def _file(run: Run, path: Path) -> str:
    return Path(os.path.relpath(run.handler.path, _folder(path))).as_posix()


def _folder(path: Path) -> Path:
    return path.absolute().parent.resolve()
