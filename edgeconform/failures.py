"""Failing events on disk: saved by `check`, read back by `replay`."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from edgeconform import __version__
from edgeconform.errors import UsageError
from edgeconform.model import EventType, Finding, Json, Run
from edgeconform.own_folder import leads_out, own_folder, write_whole
from edgeconform.reports.failure_object import FORMAT, KIND, PRELOAD, as_object
from edgeconform.reports.words import FAILURES, failure_path
from edgeconform.strategies.event_text import parse_event_text

COMMANDING: Final = ("executable", "preload", "allow_network")
"""Settings that make a replay run another program, or reach the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A saved finding, with all that it takes to see it again.

    `path` is the handler's file and `root` its package root, both absolute; `settings` are those
    of `Run`.
    """

    path: Path
    export: str
    root: Path
    event_type: EventType
    settings: dict[str, Json]
    event: Json
    related_events: tuple[Json, ...]
    code: str
    check: str
    place: str
    message: str
    fingerprint: str
    absence_matters: bool = True


def require_writable(folder: Path) -> None:
    """Raise UsageError if failing events cannot be saved under `folder`; create nothing."""
    target = folder / FAILURES
    if leads_out(folder, FAILURES.name):
        raise UsageError(
            f"failing events are saved under {target}, but a link there leads elsewhere; remove it"
        )
    nearest = next(path for path in (target, *target.parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise UsageError(f"failing events are saved under {target}, but {nearest} is no directory")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise UsageError(
            f"failing events are saved under {target}, but {nearest} cannot be written to;"
            " run the command from another directory"
        )


def save(run: Run, folder: Path) -> tuple[Path, ...]:
    """Write each finding of `run` to a file under `folder`, and return the files.

    Raises OSError if one cannot be written.
    """
    if run.findings:
        own_folder(folder, FAILURES.name)
    return tuple(_save(run, finding, folder) for finding in run.findings)


def read(path: Path) -> Failure:
    """Return the failure saved in `path`.

    Paths in it are relative to the folder in which `.edgeconform` lies, or, if the file was moved
    elsewhere, to the current directory. Raises UsageError if it is no such file, or if it lies
    elsewhere and asks to run more than a handler under the current directory.
    """
    failure = parse(_loaded(path), base_of(path), named=str(path))
    if not _is_saved_here(path):
        _require_harmless(failure, path)
    return failure


def parse(saved: Json, base: Path, *, named: str) -> Failure:
    """Return the failure that an object stands for; `named` is what messages call it."""
    if not isinstance(saved, dict) or saved.get("kind") != KIND:
        raise UsageError(
            f"{named} is no failure saved by edgeconform check; look under {FAILURES.as_posix()}"
        )
    if saved.get("format") != FORMAT:
        raise UsageError(
            f"{named} was saved by edgeconform {saved.get('version')}, whose files this version"
            f" ({__version__}) does not read; run edgeconform check again"
        )
    try:
        return _failure(saved, base)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"{named} is damaged (wrong or missing: {error}); run edgeconform check again"
        ) from None


def _is_saved_here(path: Path) -> bool:
    return path.absolute().parent.parts[-2:] == FAILURES.parts


def _require_harmless(failure: Failure, path: Path) -> None:
    """Raise UsageError for a file of unknown origin that would run a program of its choice."""
    asked = [key for key in COMMANDING if failure.settings.get(key)]
    here = Path.cwd().resolve()
    if not all(each.resolve().is_relative_to(here) for each in (failure.path, failure.root)):
        asked.insert(0, f"the handler {failure.path}")
    if asked:
        raise UsageError(
            f"{path} asks for {', '.join(asked)}, and does not lie under {FAILURES.as_posix()},"
            " where edgeconform check saves; move it there if you trust it"
        )


def base_of(path: Path) -> Path:
    """Return the folder that the paths in a saved file are relative to."""
    folder = path.absolute().parent
    if folder.parts[-2:] == FAILURES.parts:
        return folder.parent.parent
    return Path.cwd()


def _failure(saved: dict[str, Any], base: Path) -> Failure:
    handler, finding = saved["handler"], saved["finding"]
    events = (saved["event"], *saved["related_events"])
    for event in events:
        if not isinstance(event["Records"][0]["cf"]["request"], dict):
            raise TypeError("event")
    return Failure(
        path=base / handler["path"],
        export=str(handler["export"]),
        root=base / handler["root"],
        event_type=EventType(saved["event_type"]),
        settings=_settings(saved["settings"], base),
        event=saved["event"],
        related_events=events[1:],
        code=str(finding["code"]),
        check=str(finding["check"]),
        place=str(finding["place"]),
        message=str(finding["message"]),
        fingerprint=str(finding["fingerprint"]),
        absence_matters=saved.get("absence_matters") is not False,
    )


def _settings(saved: dict[str, Json], base: Path) -> dict[str, Json]:
    preload = saved.get(PRELOAD)
    return {**saved, PRELOAD: str(base / preload)} if isinstance(preload, str) else dict(saved)


def _loaded(path: Path) -> Json:
    if path.is_dir():
        raise UsageError(f"{path} is a directory; name a file in it")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no ordinary file; name one that edgeconform check saved")
    try:
        return parse_event_text(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no JSON; run edgeconform check again") from None
    except ValueError as error:
        raise UsageError(f"{path} {error}; run edgeconform check again") from None


def _save(run: Run, finding: Finding, folder: Path) -> Path:
    target = folder / failure_path(finding)
    write_whole(target, json.dumps(as_object(run, finding, folder), indent=2) + "\n")
    return target
