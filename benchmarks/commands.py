"""Commands from start to verdict, against what starting costs anyway and the same work by hand."""

import shutil
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from benchmarks.measuring import (
    FOLDER,
    INSTALLED,
    PYTHON,
    command,
    handler,
    install,
    milliseconds,
    paired,
    run,
    script,
)
from benchmarks.rows import Goal, Row, at_most, skipped

_KIT: Final = (PYTHON, "-c", INSTALLED)
_CHECK: Final = ("check", "--event", "viewer-request", "--seed", "1")
_CLICK: Final = (PYTHON, "-c", "import click")
_HYPOTHESIS: Final = (PYTHON, "-c", "import hypothesis")
_EXAMPLES: Final = "1000"
_MANY: Final = 20
_NO_TESTS: Final = 5
_AN_ITEM: Final = 200


def rows(rounds: int, folder: Path) -> list[Row]:
    """Measure commands as a user runs them, in a folder of their own."""
    install(folder)
    for name in ("clean.py", "clean.js"):
        shutil.copy(handler(name), folder / name)
    return [
        *_starts(rounds, folder),
        *_checks(rounds, folder, "Python", "clean.py"),
        *_checks(rounds, folder, "Node.js", "clean.js"),
        *_by_hand(rounds, folder),
        _parallel(min(rounds, 3), folder),
        *_plugin(rounds, folder),
    ]


def _row(
    name: str,
    ours: Sequence[str],
    theirs: Sequence[str],
    goal: Goal | None,
    rounds: int,
    folder: Path,
) -> Row:
    try:
        pair = paired(command(ours, folder), command(theirs, folder), rounds)
    except RuntimeError as error:
        return skipped(name, str(error))
    return Row(
        name=name,
        value=pair.ratio,
        kit=milliseconds(pair.ours),
        against=milliseconds(pair.theirs),
        goal=goal,
    )


def _starts(rounds: int, folder: Path) -> Iterator[Row]:
    version = (*_KIT, "--version")
    yield _row("--version, and import click", version, _CLICK, at_most(1.5), rounds, folder)
    hook = (*_KIT, "hook", "clean.py")
    name = "hook on an unchanged handler, and import click"
    yield _row(name, hook, _CLICK, at_most(1.5), rounds, folder)


def _checks(rounds: int, folder: Path, language: str, name: str) -> Iterator[Row]:
    if language == "Node.js" and shutil.which("node") is None:
        yield skipped(f"{language}: check", "there is no node")
        return
    usual = (*_KIT, *_CHECK, name)
    for what, ours, bound in (
        ("check", usual, 3),
        ("check --engine bulk", (*usual, "--engine", "bulk"), 1.5),
    ):
        title = f"{language}: {what}, and import hypothesis"
        yield _row(title, ours, _HYPOTHESIS, at_most(bound), rounds, folder)


def _by_hand(rounds: int, folder: Path) -> Iterator[Row]:
    examples = ("--engine", "hypothesis", "--max-examples", _EXAMPLES)
    ours: tuple[str, ...] = (*_KIT, *_CHECK, *examples, "clean.py")
    theirs: tuple[str, ...] = (
        PYTHON,
        "-c",
        _WITH_HYPOTHESIS,
        str(FOLDER.parent),
        "clean.py",
        _EXAMPLES,
    )
    name = "Python: 1,000 examples of Hypothesis, and by hand"
    yield _row(name, ours, theirs, None, rounds, folder)
    name = "Node.js: 1,000 random events, and by hand with fast-check"
    if not (FOLDER / "node_modules" / "fast-check").is_dir():
        yield skipped(name, "fast-check is missing: npm install --prefix benchmarks")
        return
    ours = (*_KIT, *_CHECK, "--engine", "bulk", "--bulk", _EXAMPLES, "clean.js")
    theirs = ("node", script("with_fast_check.mjs"), "./clean.js", _EXAMPLES)
    yield _row(name, ours, theirs, None, rounds, folder)


_WITH_HYPOTHESIS: Final = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from benchmarks.competitors.with_hypothesis import main
main(Path(sys.argv[2]), int(sys.argv[3]))
"""


def _parallel(rounds: int, folder: Path) -> Row:
    names = [f"handler_{number}.py" for number in range(_MANY)]
    for name in names:
        shutil.copy(handler("clean.py"), folder / name)
    words = (*_KIT, *_CHECK, "--engine", "bulk", *names)
    name = f"{_MANY} handlers with --workers auto, and one by one"
    return _row(name, (*words, "--workers", "auto"), words, None, rounds, folder)


def _plugin(rounds: int, folder: Path) -> Iterator[Row]:
    """Measure the plugin by what pytest takes longer for it."""
    names = ("the plugin, on an empty run of pytest", "the plugin, on a test without a handler")
    if not any(each.value.startswith("edgeconform") for each in entry_points(group="pytest11")):
        yield from (skipped(name, "the plugin is not installed") for name in names)
        return
    tests = folder / "tests"
    tests.mkdir(exist_ok=True)
    body = "\n".join(f"def test_{number}(): pass" for number in range(_AN_ITEM))
    for name, text, items, bound, statuses in (
        (names[0], "", 1, 15.0, (_NO_TESTS,)),
        (names[1], body, _AN_ITEM, 1.2, (0,)),
    ):
        (tests / "test_nothing.py").write_text(text, encoding="utf-8")
        pytest = (PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests))
        without = (*pytest, "-p", "no:edgeconform")
        run(pytest, folder, statuses)
        pair = paired(command(pytest, folder, statuses), command(without, folder, statuses), rounds)
        added = (pair.ours - pair.theirs) / items * 1000
        yield Row(name=name, value=added, unit="ms", goal=at_most(bound))
