"""Measure what the kit finds: `python -m benchmarks.detection`."""

import argparse
import sys
from collections.abc import Iterator

from benchmarks.detection.cases import CORRECT, GROUPS, Case, cases
from benchmarks.detection.measure import Comparison, compare, complaints
from benchmarks.detection.tables import Alarm, alarms_text, detection_text


def main() -> int:
    """Search every handler without and with guidance; return 1 for a miss or a false alarm."""
    arguments = _arguments()
    found = list(_comparisons(arguments.seed))
    sys.stdout.write(detection_text(found))
    correct = cases(CORRECT)
    alarms = list(_alarms(correct, arguments.seeds))
    sys.stdout.write(alarms_text(alarms, handlers=len(correct), seeds=arguments.seeds))
    return 1 if alarms or not all(each.guided.found for each in found) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="of the searches for defects")
    parser.add_argument("--seeds", type=int, default=10, help="how many for each correct handler")
    return parser.parse_args()


def _comparisons(seed: int) -> Iterator[Comparison]:
    for case in cases(*GROUPS):
        _say(case)
        yield compare(case, seed=seed)


def _alarms(correct: tuple[Case, ...], seeds: int) -> Iterator[Alarm]:
    for case in correct:
        _say(case)
        for seed in range(seeds):
            for finding in complaints(case, seed=seed):
                yield Alarm(case=case, seed=seed, finding=finding)


def _say(case: Case) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{case.group}/{case.name}")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
