"""Measure two things in turn, so that what else the machine does touches both alike."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

FOLDER: Final = Path(__file__).parent
PYTHON: Final = sys.executable
"""The interpreter of this environment itself: a shim of pyenv adds 0.15 s to each start."""

INSTALLED: Final = """
import sys
sys.path.insert(0, "site-packages")
from edgeconform.cli import main
main()
"""
"""A program that runs the kit as `install` put it there."""

Seconds = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Medians in seconds, and the median of the ratios of what was measured in turn."""

    ours: float
    theirs: float
    ratio: float


def install(folder: Path) -> None:
    """Put the kit where installed packages lie, below the folder that commands are run in.

    Hypothesis reads the source of all modules that lie elsewhere, to draw their constants: in a
    checkout it would read the kit's.
    """
    packages = folder / "site-packages"
    packages.mkdir()
    (packages / "edgeconform").symlink_to(FOLDER.parent / "edgeconform")


def paired(ours: Seconds, theirs: Seconds, rounds: int) -> Pair:
    """Measure each `rounds` times, one after the other, after one round that does not count."""
    ours()
    theirs()
    measured = [(ours(), theirs()) for _ in range(rounds)]
    return Pair(
        ours=median(our for our, _ in measured),
        theirs=median(their for _, their in measured),
        ratio=median(our / their for our, their in measured),
    )


def timed(act: Callable[[], object], per: int = 1) -> Seconds:
    """Return a measurement: how long `act` takes, divided by `per`."""

    def seconds() -> float:
        started = perf_counter()
        act()
        return (perf_counter() - started) / per

    return seconds


def environment() -> Mapping[str, str]:
    """Return the variables for commands, without those that change how Python starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(command: Sequence[str], folder: Path, statuses: tuple[int, ...] = (0,)) -> str:
    """Run a command and return what it prints; RuntimeError if it ends with another status."""
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode not in statuses:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {' '.join(last)}")
    return done.stdout


def command(words: Sequence[str], folder: Path, statuses: tuple[int, ...] = (0,)) -> Seconds:
    """Return a measurement of a command from start to end."""
    return timed(lambda: run(words, folder, statuses))


def script(name: str) -> str:
    """Return the path of a competitor's script."""
    return str(FOLDER / "competitors" / name)


def handler(name: str) -> Path:
    """Return the path of a handler that is measured with."""
    return FOLDER / "handlers" / name


def milliseconds(seconds: float) -> str:
    """Write a time down."""
    return f"{seconds * 1000:,.4g} ms"


def microseconds(seconds: float) -> str:
    """Write the time of one event down."""
    return f"{seconds * 1_000_000:,.3g} us"


def rate(seconds: float) -> str:
    """Write down how many there are in a second."""
    return f"{1 / seconds:,.3g}/s" if seconds > 0.1 else f"{1 / seconds:,.0f}/s"
