"""A small search, and a project with a failure that a check saved."""

import contextlib
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli, strategies
from tests.hostile.failing import CHECK, FAILS, SAVED

EVENTS = 5
COSTS = ("HANG", "LOSE_A_PROCESS", "FILL_MEMORY")


@pytest.fixture
def small_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try only the first boundary events, probe and minimise little, wait less for a start."""
    corpus = strategies.corpus

    def first(*args: Any) -> Iterator[Any]:
        return islice(corpus(*args), EVENTS)

    monkeypatch.setattr(strategies, "corpus", first)
    monkeypatch.setattr("edgeconform.engine.probing.PROBES", 2)
    for kind in ("MOST_TRIALS", *(f"TRIALS_THAT_{cost}" for cost in COSTS)):
        monkeypatch.setattr(f"edgeconform.engine.minimise.{kind}", 2)
    monkeypatch.setattr("edgeconform.runtimes.handler_process.LOAD_SECONDS", 2.0)
    monkeypatch.setattr("edgeconform.runtimes.launch._SAFETY_MB", 1000)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "h.py").write_text(FAILS)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def saved(kept: Path, project: Path) -> Path:
    """The file of a failure that was saved."""
    shutil.copytree(kept, SAVED.parent)
    (path,) = SAVED.glob("EC102-*.json")
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a check keeps beside the handler that fails."""
    folder = tmp_path_factory.mktemp("failure")
    (folder / "h.py").write_text(FAILS)
    with contextlib.chdir(folder):
        assert cli.run(CHECK) == 1
    return folder / SAVED.parent
