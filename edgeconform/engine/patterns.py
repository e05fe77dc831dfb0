"""Strings that a regular expression matches, and strings that it just misses.

A small reader of what Python's and JavaScript's patterns have in common: literals, classes, groups,
alternatives, quantifiers, anchors. What it does not know it takes for nothing, so that a sample may
miss; samples are tried, never trusted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from edgeconform.strategies.words import PAIRED

MOST_SAMPLES: Final = 24
_MOST_OF_A_PART: Final = 6
_DEEPEST: Final = 20
_LONGEST: Final = 256
_LONG: Final = 40
_MOST_LONG: Final = 3
_MOST_NUMBERS: Final = 8
_DIGITS: Final = re.compile("[0-9]+")

Samples = tuple[str, ...]

_NOTHING: Final[Samples] = ("",)
_ESCAPES: Final[dict[str, Samples]] = {
    "d": ("1", "0"),
    "w": ("a", "1", "_"),
    "s": (" ",),
    "D": ("a", "-"),
    "W": ("-", "."),
    "S": ("a", "1"),
    "t": ("\t",),
    "n": ("\n",),
    "r": ("\r",),
    "b": _NOTHING,
    "B": _NOTHING,
    "A": _NOTHING,
    "Z": _NOTHING,
    "z": _NOTHING,
}
_ANY: Final = ("a", "-")
_CANDIDATES: Final = "a1-_.AzZ0/ %"
_UNUSUAL: Final = ("\u00e9", " ", PAIRED)


def samples(pattern: str, flags: str = "") -> Samples:
    """Return a few strings that `pattern` matches, each alternative and bound met, then misses."""
    reader = _Reader(text=pattern)
    matching = reader.alternatives(0)
    if "i" in flags:
        matching = (*matching, *(text.upper() for text in matching[:2]))
    misses = chain.from_iterable(_misses(text) for text in matching[:3])
    found = tuple(islice(chain(matching, misses), MOST_SAMPLES))
    return tuple(dict.fromkeys((*found, *reader.long[:_MOST_LONG])))


def unusual_samples(pattern: str) -> Samples:
    """Return strings that `pattern` matches where it lets any character but a few stand.

    They hold there what is percent-encoded in a path: a handler that decodes it may write it so.
    """
    for_each = (_Reader(text=pattern, unusual=char).alternatives(0)[0] for char in _UNUSUAL)
    return tuple(text for text, char in zip(for_each, _UNUSUAL, strict=True) if char in text)


def with_numbers(pattern: str, numbers: Iterable[int]) -> Samples:
    """Return a string that `pattern` matches with each of `numbers` for its first digits.

    What is taken out of a text is held against numbers that stand elsewhere in the source. Numbers
    with fewer or more digits than the pattern lets stand are left out.
    """
    texts = [text for text in _Reader(text=pattern).alternatives(0) if _DIGITS.search(text)]
    sizes = {len(digits) for text in texts for digits in _DIGITS.findall(text)[:1]}
    if not texts:
        return ()
    least, most = min(sizes), max(sizes)
    known = (str(number) for number in numbers)
    fitting = (n for n in known if least <= len(n) <= most or (len(n) > most == least + 1))
    return tuple(dict.fromkeys(_DIGITS.sub(n, texts[0], count=1) for n in fitting))[:_MOST_NUMBERS]


def _misses(text: str) -> Iterator[str]:
    if text:
        yield from (text[:-1], f"{text}x", f"x{text}", text.swapcase())


@dataclass(slots=True)
class _Reader:
    """Reads a pattern from left to right; `at` is the next character.

    `long` are texts that go on and on where a quantifier has no end, and then just miss: on these a
    pattern that can divide a text in many ways takes its time. `unusual` is the character that
    stands where nearly any may; empty for a few ordinary ones.
    """

    text: str
    at: int = 0
    unusual: str = ""
    long: list[str] = field(default_factory=list)

    def _take(self, expected: str) -> bool:
        if self.text.startswith(expected, self.at):
            self.at += len(expected)
            return True
        return False

    def _next(self) -> str:
        char = self.text[self.at : self.at + 1]
        self.at += 1
        return char

    def alternatives(self, depth: int) -> Samples:
        """Read up to the end of the group, or of the pattern."""
        branches = [self._sequence(depth)]
        while self._take("|"):
            branches.append(self._sequence(depth))
        firsts = (branch[0] for branch in branches)
        rest = (text for branch in branches for text in branch[1:])
        return tuple(dict.fromkeys(islice(chain(firsts, rest), MOST_SAMPLES)))

    def _sequence(self, depth: int) -> Samples:
        parts: list[Samples] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            part = self._part(depth)
            start = self.text[self.at : self.at + 1]
            parts.append(self._repeated(part))
            if start in ("*", "+"):
                before = "".join(each[0] for each in parts[:-1])
                self.long.append(f"{before}{next(filter(None, part), '') * _LONG}!"[:_LONGEST])
        return _joined(parts)

    def _part(self, depth: int) -> Samples:
        match self._next():
            case "(":
                return self._group(depth)
            case "[":
                return self._class()
            case ".":
                return (self.unusual,) if self.unusual else _ANY
            case "^" | "$":
                return _NOTHING
            case "\\":
                return self._escape()
            case char:
                return (char,)

    def _escape(self) -> Samples:
        char = self._next()
        if char in "ux" and (code := self._code(char)):
            return (code,)
        return _NOTHING if char.isdigit() else _ESCAPES.get(char, (char,))

    def _code(self, kind: str) -> str:
        digits = self.text[self.at : self.at + (4 if kind == "u" else 2)]
        try:
            code = chr(int(digits, 16))
        except ValueError:
            return ""
        self.at += len(digits)
        return "" if "\ud800" <= code <= "\udfff" else code

    def _group(self, depth: int) -> Samples:
        looks = any(self._take(start) for start in ("?=", "?!", "?<=", "?<!"))
        if not looks and self._take("?"):
            self._skip_name()
        inner = self.alternatives(depth + 1) if depth < _DEEPEST else self._rest()
        self._take(")")
        return _NOTHING if looks else inner

    def _skip_name(self) -> None:
        end = {"P": ">", "<": ">"}.get(self.text[self.at : self.at + 1], ":")
        found = self.text.find(end, self.at)
        closing = self.text.find(")", self.at)
        if found >= 0 and (closing < 0 or found < closing):
            self.at = found + 1

    def _rest(self) -> Samples:
        self.at = len(self.text)
        return _NOTHING

    def _class(self) -> Samples:
        negated = self._take("^")
        members: list[str] = []
        first = True
        while self.at < len(self.text) and (first or self.text[self.at] != "]"):
            first = False
            members += self._member()
        self._take("]")
        if negated and self.unusual and self.unusual not in members:
            return (self.unusual,)
        if negated:
            return tuple(char for char in _CANDIDATES if char not in members)[:2] or _NOTHING
        return _unlike_first(members)[:_MOST_OF_A_PART]

    def _member(self) -> Samples:
        char = self._next()
        if char == "\\":
            return self._escape()
        following = self.text[self.at + 1 : self.at + 2]
        if self.text[self.at : self.at + 1] == "-" and following not in ("", "]"):
            self.at += 1
            return (char, self._next())
        return (char,)

    def _repeated(self, part: Samples) -> Samples:
        least, most = self._quantifier()
        self._take("?") or self._take("+")
        if (least, most) == (1, 1):
            return part
        bounds = (max(least, 1), least, min(most, least + 1), most)
        counts = tuple(dict.fromkeys(min(count, _LONGEST) for count in bounds))
        texts = (text * count for some in (part[:1], part[1:]) for count in counts for text in some)
        return tuple(dict.fromkeys(text[:_LONGEST] for text in texts))[:_MOST_OF_A_PART]

    def _quantifier(self) -> tuple[int, int]:
        for sign, bounds in (("*", (0, 2)), ("+", (1, 2)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        end = self.text.find("}", self.at)
        if not self.text.startswith("{", self.at) or end < 0:
            return 1, 1
        least, comma, most = self.text[self.at + 1 : end].partition(",")
        if not least.isdigit() or not (most.isdigit() or not most):
            return 1, 1
        self.at = end + 1
        return int(least), int(most) if most else int(least) + bool(comma)


def _unlike_first(members: Iterable[str]) -> Samples:
    """Return the first member of a class, then signs, then the rest.

    What a class lets stand beside letters and digits is what a text is taken apart at, or ends in.
    """
    first, *others = dict.fromkeys(members) or _NOTHING
    return (first, *sorted(others, key=str.isalnum))


def _joined(parts: list[Samples]) -> Samples:
    """Join the first sample of each part, then with one part after another changed, then all."""
    firsts = [part[0] for part in parts]
    texts = ["".join(firsts)]
    for index, part in enumerate(parts):
        before, after = "".join(firsts[:index]), "".join(firsts[index + 1 :])
        texts += (before + other + after for other in part[1:])
    texts.append("".join(part[-1] for part in parts))
    return tuple(dict.fromkeys(texts))[:MOST_SAMPLES]
