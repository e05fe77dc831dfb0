"""Handlers with one defect, which a whole run must find by what the source says."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType
from edgeconform.strategies import EventOptions
from tests.support import COMPARING

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A handler with one defect."""

    body: str
    code: str = "EC102"
    event_type: str = "viewer-request"
    suffix: str = ".py"
    bulk: int = 0


def in_javascript(body: str, **fields: Any) -> Any:
    """A handler in JavaScript, left out where there is no Node.js."""
    return pytest.param(Planted(body=body, suffix=".js", **fields), marks=needs_node)


def codes_found(folder: Path, planted: Planted) -> set[str]:
    """The codes of all that a run finds which compares nothing."""
    path = folder / f"handler{planted.suffix}"
    path.write_text(planted.body, encoding="utf-8")
    (handler,) = discover(path)
    options = Options(
        seed=1,
        bulk=planted.bulk,
        max_examples=0,
        engine="bulk",
        event_options=EventOptions(include_body=True),
        disable=COMPARING,
    )
    (run,) = check(handler, (EventType(planted.event_type),), options)
    return {finding.code for finding in run.findings}
