"""Patterns of file names, such as `src/**/*.js`."""

import re
from functools import cache

_PARTS = re.compile(r"(?P<folders>\*\*/)|(?P<all>\*\*)|(?P<some>\*)|(?P<one>\?)")
_MEANING = {"folders": "(?:[^/]+/)*", "all": ".*", "some": "[^/]*", "one": "[^/]"}


def matches(path: str, pattern: str) -> bool:
    """Whether `path`, with slashes and relative to the configuration, is one that is meant.

    `*` stands for any part of a name, `**` for any folders; a pattern without slash is held against
    the last part of the path.
    """
    held = path if "/" in pattern else path.rpartition("/")[2]
    return _compiled(pattern.removeprefix("./")).fullmatch(held) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    written = []
    end = 0
    for found in _PARTS.finditer(pattern):
        written += [re.escape(pattern[end : found.start()]), _MEANING[found.lastgroup or ""]]
        end = found.end()
    return re.compile("".join([*written, re.escape(pattern[end:])]), re.DOTALL)
