"""What a regular expression matches with a word of the source in one of its groups."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from edgeconform.engine.patterns import samples

_MOST_GROUPS: Final = 2
_MOST_WORDS: Final = 8
_GROUP: Final = re.compile(
    r"\((?:\?P?<\w+>)?"
    r"(?P<inside>(?:\[\^?\]?(?:\\.|[^\]\\])+\]|\\[wS]|\.)(?:[+*]|\{\d+(?:,\d*)?\})\??)\)"
)
"""A group of one class, repeated: what it holds is matched in no time, whatever stands there."""

_WORD: Final = re.compile(r"\w[\w.~-]{1,39}", re.ASCII)
_SET_OPERATORS: Final = re.compile(r"\[\^?\[|--|&&|~~|\|\|")
"""What Python warns of in a class, since it may mean something else one day."""


def with_words(pattern: str, flags: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return a string that `pattern` matches with each of `words` that a group of it can hold.

    What a group takes out of a text is often looked up in a table of the source.
    """
    likely = tuple(dict.fromkeys(filter(_WORD.fullmatch, words)))
    groups = islice(_GROUP.finditer(pattern), _MOST_GROUPS)
    texts = (text for group in groups for text in _filled(pattern, flags, group, likely))
    return tuple(dict.fromkeys(texts))


def _filled(
    pattern: str, flags: str, group: re.Match[str], words: tuple[str, ...]
) -> Iterator[str]:
    inside = group["inside"]
    if _SET_OPERATORS.search(inside):
        return
    try:
        holds = re.compile(inside, re.IGNORECASE if "i" in flags else 0).fullmatch
    except re.error:
        return
    before, after = pattern[: group.start()], pattern[group.end() :]
    for word in islice(filter(holds, words), _MOST_WORDS):
        yield samples(f"{before}{re.escape(word)}{after}")[0]
