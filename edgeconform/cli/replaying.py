"""Run saved failures again, and tell what became of each."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from edgeconform import failures
from edgeconform.cli.sentences import sentence
from edgeconform.cli.terminal import colorful, print_text, width
from edgeconform.errors import EdgeconformError
from edgeconform.failures import COMMANDING
from edgeconform.replay import Replay, Verdict, replay
from edgeconform.reports.finding_text import finding_lines
from edgeconform.reports.plain import plain
from edgeconform.reports.styled_lines import Line, written
from edgeconform.reports.words import title

_IMPOSSIBLE: Final = "cannot be replayed"
_STYLES: Final = {
    Verdict.FAILING: "bold red",
    Verdict.OTHER: "bold red",
    Verdict.FIXED: "bold green",
}


def replay_all(saved: Iterable[Path], *, verbose: bool) -> int:
    """Replay each saved failure, print its verdict, and return the exit status.

    What cannot be replayed, since its handler is gone for example, does not keep the others from
    it.
    """
    verdicts: Counter[str] = Counter()
    color, columns = colorful(sys.stdout), width(sys.stdout)
    for path in saved:
        try:
            again = _replayed(path)
        except EdgeconformError as error:
            verdicts[_IMPOSSIBLE] += 1
            click.echo(f"error: {sentence(error)}", err=True)
            continue
        verdicts[again.verdict] += 1
        lines = _lines(path, again, verbose=verbose, width=columns)
        print_text(written(lines, color=color))
    if verdicts.total() > 1:
        print_text(", ".join(f"{verdict}: {count}" for verdict, count in verdicts.items()) + "\n")
    if verdicts[Verdict.FAILING] or verdicts[Verdict.OTHER]:
        return 1
    return 2 if verdicts[_IMPOSSIBLE] else 0


def _replayed(path: Path) -> Replay:
    failure = failures.read(path)
    try:
        return replay(failure)
    except EdgeconformError as error:
        raise EdgeconformError(f"{path} cannot be replayed: {error}") from None


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
