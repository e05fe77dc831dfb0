"""The handlers that the pages of the checks show."""

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from edgeconform.checks import Check, Stage, checks, find
from edgeconform.model import Finding
from tests.checks.example import ENOUGH, FOLDER, read, run, run_whole

NODE = shutil.which("node")
NODEJS_ONLY = {"EC106", "EC804"}
PYTHON_ONLY = {"EC109"}
"""Checks of what only one of the two runtimes does."""

CODES = {check.slug: check.code for check in checks()}
FILES = sorted(path for path in FOLDER.glob("*/*") if path.suffix in (".py", ".js"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def handlers(stem: str) -> list[object]:
    """The examples called `stem`; those in JavaScript are left out where there is no Node.js."""
    skip = pytest.mark.skipif(NODE is None, reason="there is no Node.js")
    return [
        pytest.param(path, id=name_of(path), marks=[skip] if path.suffix == ".js" else [])
        for path in FILES
        if path.stem == stem
    ]


def ran(path: Path) -> Iterator[tuple[Finding, ...]]:
    """What comes of a handler; of one that shows a relation, what comes of a whole run."""
    if find(path.parent.name).stage is Stage.RELATION:
        return run_whole(read(path))
    return run(read(path))


@pytest.mark.parametrize("path", handlers("bad"))
def test_a_bad_handler_yields_its_check(path: Path) -> None:
    """Nothing but its check, so that the page shows what it speaks of."""
    found = [finding for group in islice(ran(path), ENOUGH) for finding in group]
    assert {finding.code for finding in found} == {CODES[path.parent.name]}


@pytest.mark.parametrize("path", handlers("good"))
def test_a_good_handler_yields_nothing(path: Path) -> None:
    found = [finding for group in islice(ran(path), ENOUGH) for finding in group]
    assert found == []


def suffixes(code: str) -> set[str]:
    """The languages in which a check shows handlers."""
    if code in NODEJS_ONLY:
        return {".js"}
    return {".py"} if code in PYTHON_ONLY else {".py", ".js"}


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_a_check_shows_a_bad_and_a_good_handler(check: Check) -> None:
    names = {f"{stem}{suffix}" for stem in ("bad", "good") for suffix in suffixes(check.code)}
    assert {path.name for path in FILES if path.parent.name == check.slug} == names
