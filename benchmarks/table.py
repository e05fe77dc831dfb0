"""The table: printed, kept as JSON, and set beside a former one."""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import PYTHON
from benchmarks.rows import Row

Groups = Mapping[str, Sequence[Row]]
Former = Mapping[str, float]

_HEADINGS: Final = ("", "kit", "against", "value", "goal", "")
_TRAPS: Final = (
    "commands run under this interpreter itself, not a pyenv shim, and without PYTHON* variables,"
    " PYTHONDONTWRITEBYTECODE\namong them; the kit lies in a folder site-packages, as installed"
)


def heading(rounds: int) -> str:
    """Say where and how is measured."""
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()} ({PYTHON}), Hypothesis {version('hypothesis')},"
        f" {os.cpu_count()} processors, load {load:.1f}\n"
        f"each value is the median of {rounds} taken in turn with what it is held against\n"
        f"{_TRAPS}\n"
    )


def written(title: str, rows: Sequence[Row], former: Former) -> str:
    """Return one group as text; with a former run, what each value was then."""
    lines = [_HEADINGS if not former else (*_HEADINGS, "then")]
    for row in rows:
        cells = (row.name, row.kit, row.against, _value(row), str(row.goal or ""), row.verdict)
        then = former.get(f"{title}/{row.name}")
        lines.append(cells if not former else (*cells, "" if then is None else f"{then:.3g}"))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = [_line(cells, widths) for cells in lines]
    text += [f"    {row.name}: {row.note}" for row in rows if row.note]
    return "\n".join((title, *text, ""))


def to_json(groups: Groups) -> str:
    """Return all groups as JSON."""
    rows: dict[str, Any] = {
        title: [asdict(row) | {"verdict": row.verdict} for row in rows]
        for title, rows in groups.items()
    }
    return json.dumps({"python": platform.python_version(), "groups": rows}, indent=2) + "\n"


def read_former(path: Path | None) -> Former:
    """Return the values of a former run, by group and name; empty if there is none."""
    if path is None:
        return {}
    groups = json.loads(path.read_text(encoding="utf-8"))["groups"]
    return {
        f"{title}/{row['name']}": row["value"]
        for title, rows in groups.items()
        for row in rows
        if row["value"] is not None
    }


def missed(groups: Groups) -> list[str]:
    """Return the names of the rows whose goal is not met."""
    return [row.name for rows in groups.values() for row in rows if row.verdict == "NOT met"]


def _value(row: Row) -> str:
    return "" if row.value is None else f"{row.value:,.3g} {row.unit}"


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"  {'  '.join(padded)}".rstrip()
