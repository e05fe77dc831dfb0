"""What a run takes: memory of the kit, and how time and memory grow with the events."""

import json
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.measuring import PYTHON, handler, run
from benchmarks.rows import Goal, Row, at_most

_RUN: Final = """
import json, re, resource, sys, time
from pathlib import Path
from edgeconform.cli import run
started = time.perf_counter()
run(sys.argv[1:])
seconds = time.perf_counter() - started
try:  # the resource usage of a new process begins with that of the one that started it
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "kit": peak}))
"""
_MEGABYTE: Final = 1024 * 1024
_FLAT: Final = 1.05


def rows(rounds: int, folder: Path) -> list[Row]:
    """Measure checks of a clean handler with more and more events."""
    rounds = min(rounds, 3)
    bulk = {
        count: _checked(rounds, folder, "--engine", "bulk", "--bulk", str(count))
        for count in (100, 1000, 10000)
    }
    usual = _checked(rounds, folder)
    return [
        _memory("memory of the kit, --engine bulk", bulk[1000]["kit"], 60),
        _memory("memory of the kit, with Hypothesis", usual["kit"], 120),
        *_grown("100", "1,000", bulk[100], bulk[1000], (None, None)),
        *_grown("1,000", "10,000", bulk[1000], bulk[10000], (at_most(9), at_most(_FLAT))),
    ]


def _checked(rounds: int, folder: Path, *flags: str) -> dict[str, float]:
    words = ("check", str(handler("clean.py")), "--event", "viewer-request", "--seed", "1", *flags)
    command = (PYTHON, "-c", _RUN, *words, "--format", "json", "--output", "report.json")
    told: list[dict[str, Any]] = [
        json.loads(run(command, folder).splitlines()[-1]) for _ in range(rounds)
    ]
    return {name: median(each[name] for each in told) for name in ("seconds", "kit")}


def _memory(name: str, size: float, bound: float) -> Row:
    return Row(name=name, value=size / _MEGABYTE, unit="MB", goal=at_most(bound))


def _grown(
    few: str,
    many: str,
    less: dict[str, float],
    more: dict[str, float],
    goals: tuple[Goal | None, Goal | None],
) -> list[Row]:
    kinds = (("time", "seconds", 1, "s"), ("memory", "kit", _MEGABYTE, "MB"))
    return [
        Row(
            name=f"{what} of {many} random events, and of {few}",
            value=more[key] / less[key],
            kit=f"{more[key] / per:.3g} {unit}",
            against=f"{less[key] / per:.3g} {unit}",
            goal=goal,
        )
        for (what, key, per, unit), goal in zip(kinds, goals, strict=True)
    ]
