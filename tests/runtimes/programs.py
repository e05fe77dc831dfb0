"""Handlers written for one test, and how to run them."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent
from typing import Any

from edgeconform.model import EventType, Handler, Invocation, Language
from edgeconform.runtimes import WorkerOptions, open_worker

VERSIONS = ("3.9", "3.10", "3.12", "3.13", "3.14")


def write(folder: Path, source: str, name: str = "index.py") -> Handler:
    """Write a handler and describe it; its export is `handler`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(source))
    language = Language.PYTHON if path.suffix == ".py" else Language.NODEJS
    return Handler(path=path, export="handler", language=language, root=folder)


def options(**fields: Any) -> WorkerOptions:
    """Worker options for viewer-request, with a time limit that a busy machine keeps."""
    return WorkerOptions(**{"event_type": EventType.VIEWER_REQUEST, "timeout": 5.0, **fields})


def run(handler: Handler, events: Iterable[Any], **fields: Any) -> list[Invocation]:
    """Run a handler on events in a worker of its own, which gives one invocation for each."""
    given = list(events)
    with open_worker(handler, options(**fields)) as worker:
        found = list(worker.run(given))
    assert len(found) == len(given)
    return found


def find_python(version: str) -> str | None:
    """Find an interpreter that starts: pyenv's own, or one on PATH."""
    for path in sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}")):
        return str(path)
    found = shutil.which(f"python{version}")
    return None if found is None or "shims" in found else found
