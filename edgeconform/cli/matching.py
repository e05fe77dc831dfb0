"""Which check an error message of CloudFront or Lambda belongs to."""

import re
from collections import Counter
from math import log
from typing import Final

from edgeconform.checks import Check, every_check

_WORD = re.compile(r"[a-z0-9][a-z0-9.'-]*[a-z0-9]|[a-z0-9]")
_ENOUGH: Final = 0.45
"""The share of a message's weight that a check must answer to."""

_FEWEST: Final = 3
"""How many words must be in common."""

_NEAR: Final = 0.9
"""Checks that come as near to the best as this are named beside it, as many as _MOST in all."""

_MOST: Final = 8
_OF_A_PAGE: Final = 0.8
"""What words of a check's own page count, beside those of AWS."""

_OF_UNKNOWN_WORDS: Final = 0.3
"""The weight of a word that stands on no page: a name or a number of the user's."""


def matches(message: str) -> tuple[Check, ...]:
    """Return the checks that `message` may stand for, the likeliest first; empty if none.

    A message counts as matching by the words that it shares with what AWS says of the check, rare
    words more than common ones; the names and numbers in it need not agree. A word or two in common
    are chance.
    """
    asked = _words(message)
    weights = _weights()
    total = sum(_weight(word, weights) for word in asked)
    if not total:
        return ()
    scored = []
    for check in every_check():
        scores = [
            factor * sum(_weight(word, weights) for word in asked & words) / total
            for factor, words in _texts(check)
            if len(asked & words) >= _FEWEST
        ]
        scored.append((max(scores, default=0.0), check))
    best = max(score for score, _ in scored)
    if best < _ENOUGH:
        return ()
    near = [(score, check) for score, check in scored if score >= best * _NEAR]
    near.sort(key=lambda item: (-item[0], item[1].code))
    return tuple(check for _, check in near[:_MOST])


def _texts(check: Check) -> list[tuple[float, frozenset[str]]]:
    said = [(1.0, _words(text)) for text in check.says]
    about = _words(f"{check.slug} {check.title} {check.page}")
    return [*said, (_OF_A_PAGE, about)]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _weights() -> Counter[str]:
    counts: Counter[str] = Counter()
    for check in every_check():
        counts.update(frozenset().union(*(words for _, words in _texts(check))))
    return counts


def _weight(word: str, counts: Counter[str]) -> float:
    return log(1 + len(every_check()) / (1 + counts[word])) if counts[word] else _OF_UNKNOWN_WORDS
