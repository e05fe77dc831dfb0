"""What is saved of a finding: a JSON object with all that it takes to see it again."""

import os
from pathlib import Path
from typing import Any, Final

from edgeconform import __version__
from edgeconform.model import Finding, Json, Run

FORMAT: Final = 1
"""Of the object. One of another number is refused, and the message says what to do."""

PRELOAD: Final = "preload"
"""The setting that is a path, too."""

KIND: Final = "edgeconform failure"


def as_object(run: Run, finding: Finding, folder: Path) -> dict[str, Any]:
    """Return what is saved of a finding, with paths as seen from `folder`."""
    return {
        "kind": KIND,
        "format": FORMAT,
        "version": __version__,
        "handler": {
            "path": _seen_from(run.handler.path, folder),
            "export": run.handler.export,
            "root": _seen_from(run.handler.root, folder),
        },
        "event_type": run.event_type.value,
        "runtime": str(run.runtime),
        "settings": _settings(run, folder),
        "finding": {
            "code": finding.code,
            "check": finding.check,
            "level": finding.level.value,
            "place": finding.place,
            "message": finding.message,
            "fingerprint": finding.fingerprint,
        },
        "event": finding.event,
        "related_events": list(finding.related_events),
        "absence_matters": finding.absence_matters,
    }


def _settings(run: Run, folder: Path) -> dict[str, Json]:
    preload = run.settings.get(PRELOAD)
    seen = {PRELOAD: _seen_from(Path(preload), folder)} if isinstance(preload, str) else {}
    return {**run.settings, **seen}


def _seen_from(path: Path, folder: Path) -> str:
    if os.path.commonpath((path, folder)) == path.anchor:
        return path.as_posix()
    return os.path.relpath(path, folder)
