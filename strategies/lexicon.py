"""Names and the values that may go with them, out of a vocabulary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from edgeconform.strategies.draft import Pair
from edgeconform.strategies.sources import Choose

_KNOWN = 4
_ORDINARY = ("1", "", "true", "constructor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Names to choose among; `own` are values that belong to one, `shared` values fit any.

    A name comes first and its value second, so that two names with a value each are soon met in
    one event, however many values there are.
    """

    names: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]]
    shared: tuple[str, ...]

    def pair(self, choose: Choose) -> Pair:
        """Return a name and a value: one of its own in two of three cases, if it has any."""
        name = self.names[choose(len(self.names))]
        own = self.own.get(name)
        if own and choose(3):
            return name, own[choose(len(own))]
        return name, self.shared[choose(len(self.shared))]


def lexicon(
    names: Iterable[str],
    pairs: Iterable[Pair],
    words: Iterable[str],
    guesses: Iterable[str] = (),
) -> Lexicon | None:
    """Return the lexicon of `names`, of the names of `pairs`, and of `words` as values.

    Names are chosen more often than `guesses`.
    """
    own: dict[str, dict[str, None]] = {name: {} for name in names}
    for name, value in pairs:
        own.setdefault(name, {})[value] = None
    table = [*list(own) * _KNOWN, *(name for name in guesses if name not in own)]
    if not table:
        return None
    return Lexicon(
        names=tuple(table),
        own={name: tuple(values) for name, values in own.items()},
        shared=tuple(dict.fromkeys((*_ORDINARY, *words))),
    )
