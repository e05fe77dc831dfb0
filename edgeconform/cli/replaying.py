"""Run saved failures again, and tell what became of each."""

import sys
from collections import Counter
from pathlib import Path
from typing import Final

from edgeconform.cli.terminal import colorful, print_text, width
from edgeconform.failures import COMMANDING, Failure
from edgeconform.replay import Replay, Verdict, replay
from edgeconform.reports.as_text import written
from edgeconform.reports.finding_text import Line, finding_lines
from edgeconform.reports.plain import plain
from edgeconform.reports.words import title

_STYLES: Final = {
    Verdict.FAILING: "bold red",
    Verdict.OTHER: "bold red",
    Verdict.FIXED: "bold green",
}


def replay_all(saved: list[tuple[Path, Failure]], *, verbose: bool) -> int:
    """Replay each failure, print its verdict, and return the exit status."""
    verdicts: Counter[Verdict] = Counter()
    color, columns = colorful(sys.stdout), width(sys.stdout)
    for path, failure in saved:
        again = replay(failure)
        verdicts[again.verdict] += 1
        lines = _lines(path, again, verbose=verbose, width=columns)
        print_text(written(lines, color=color))
    if len(saved) > 1:
        print_text(", ".join(f"{verdict}: {count}" for verdict, count in verdicts.items()) + "\n")
    return 1 if verdicts[Verdict.FAILING] or verdicts[Verdict.OTHER] else 0


def _lines(path: Path, again: Replay, *, verbose: bool, width: int | None) -> list[Line]:
    failure = again.failure
    lines: list[Line] = [
        [(str(again.verdict), _STYLES[again.verdict]), (f": {plain(str(path))}", "bold")],
        [("  " + plain(title(again.run)), ""), (f" ({again.run.runtime})", "dim")],
    ]
    asked = {key: failure.settings.get(key) for key in COMMANDING}
    lines += [[(plain(f"  with {key} {value}"), "dim")] for key, value in asked.items() if value]
    if again.verdict is not Verdict.FAILING:
        was = f"  it was {failure.code} {failure.check}: {plain(failure.message)}"
        lines.append([(was, "dim")])
    if again.run.unloaded:
        lines.append([(f"  {plain(again.run.unloaded)}", "")])
    for finding in again.run.findings:
        shown = finding_lines(again.run, finding, verbose=verbose, width=width, saved=False)
        lines += [[], *shown]
    return [*lines, []]
