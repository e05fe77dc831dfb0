"""`python -m benchmarks`: measure how fast the kit is, against goals, others and itself."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import table
from benchmarks.rows import Row

GROUPS: Final = (
    "generation",
    "corpus",
    "invocation",
    "judging",
    "commands",
    "minimising",
    "growth",
)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, write; the status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there, too")
    parser.add_argument("--former", type=Path, metavar="FILE", help="such a file to compare with")
    given = parser.parse_args(arguments)
    if unknown := set(given.groups) - set(GROUPS):
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    former = table.read_former(given.former)
    print(table.heading(given.rounds))
    measured: dict[str, Sequence[Row]] = {}
    with TemporaryDirectory(prefix="edgeconform-bench-") as folder:
        for name in given.groups or GROUPS:
            rows = import_module(f"benchmarks.{name}").rows(given.rounds, Path(folder))
            measured[name] = rows
            print(table.written(name, rows, former), flush=True)
    if missed := table.missed(measured):
        print("goals not met: " + "; ".join(missed))
    if given.json:
        given.json.write_text(table.to_json(measured), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
