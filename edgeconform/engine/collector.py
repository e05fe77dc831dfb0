"""Keep the distinct findings of a run, each with its smallest event so far."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, final

import orjson

from edgeconform.model import Finding, Level

PLACES_PER_CHECK: Final = 8

_FIGURE: Final = re.compile(r"\d[\d,.]*")

Key = tuple[str, str, str]


def key_of(finding: Finding) -> Key:
    """Return what tells a finding from another: its check, its level and its place."""
    return (finding.code, finding.level, finding.place)


def is_among(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether the same is found at the same place among `others`."""
    return key_of(finding) in map(key_of, others)


@final
class Collector:
    """Findings by check and place.

    Of one check at most PLACES_PER_CHECK places of each level are kept, so that a handler that
    makes up header names cannot fill the report, and warnings hide no error; `more` counts the rest
    by code.
    """

    def __init__(self) -> None:
        self._smallest: dict[Key, tuple[int, Finding]] = {}
        self._places: Counter[tuple[str, str]] = Counter()
        self._dropped: dict[str, set[Key]] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Take in what one invocation was blamed for."""
        for finding in findings:
            key = key_of(finding)
            if key in self._smallest:
                self._keep_smaller(key, finding)
            elif self._places[finding.code, finding.level] < PLACES_PER_CHECK:
                self._places[finding.code, finding.level] += 1
                self._smallest[key] = (_size(finding), finding)
            else:
                self._dropped.setdefault(finding.code, set()).add(key)

    def _keep_smaller(self, key: Key, finding: Finding) -> None:
        size = _size(finding)
        if size < self._smallest[key][0]:
            self._smallest[key] = (size, finding)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, ordered by code, level and place.

        A warning that says of other figures what an error says is left out.
        """
        found = [self._smallest[key][1] for key in sorted(self._smallest)]
        certain = {_complaint(each) for each in found if each.level is Level.ERROR}
        return tuple(
            each for each in found if each.level is Level.ERROR or _complaint(each) not in certain
        )

    @property
    def more(self) -> dict[str, int]:
        """How many places of a check were left out, by code."""
        return {code: len(keys) for code, keys in sorted(self._dropped.items())}


def _complaint(finding: Finding) -> tuple[str, str, str]:
    return (finding.code, finding.place, _FIGURE.sub("", finding.message))


def _size(finding: Finding) -> int:
    return len(orjson.dumps(finding.event)) + sum(
        map(len, map(orjson.dumps, finding.related_events))
    )
