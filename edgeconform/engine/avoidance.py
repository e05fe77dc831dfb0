"""Keep a search from hanging again and again for the same reason."""

from collections import deque
from typing import Final, final

from edgeconform.model import Json

Features = frozenset[str]

DOUBTS: Final = 2
"""How many more events must cost a process for a reason before others are avoided for it."""

_REMEMBERED: Final = 200


@final
class Avoidance:
    """Remembers how the events that cost a process differ from the base event.

    What several of them share is taken for the reason, and events that have it are avoided. A
    reason that an event has which cost no process is none.
    """

    def __init__(self, base: Json) -> None:
        self._base = base
        self._reasons: dict[Features, int] = {}
        self._harmless: deque[Json] = deque(maxlen=_REMEMBERED)

    def learn(self, event: Json) -> None:
        """Take in an event on which the handler hung, or ended its process."""
        features = self._features(event)
        for reason, doubts in self._reasons.items():
            shared = reason & features
            if (shared or not reason) and not self._is_refuted(shared):
                del self._reasons[reason]
                self._reasons[shared] = doubts - 1
                return
        if not self._is_refuted(features):
            self._reasons.setdefault(features, DOUBTS)

    def learn_harmless(self, event: Json) -> None:
        """Take in an event that cost no process."""
        self._harmless.append(event)
        if self._reasons:
            features = self._features(event)
            for reason in [reason for reason in self._reasons if reason <= features]:
                del self._reasons[reason]

    def avoids(self, event: Json) -> bool:
        """Whether `event` has all that made others cost a process, beyond doubt."""
        certain = [reason for reason, doubts in self._reasons.items() if doubts <= 0]
        if not certain:
            return False
        features = self._features(event)
        return any(reason <= features for reason in certain)

    def _is_refuted(self, reason: Features) -> bool:
        return any(reason <= self._features(event) for event in self._harmless)

    def _features(self, event: Json) -> Features:
        cf, base = event["Records"][0]["cf"], self._base["Records"][0]["cf"]
        found = set()
        for part in ("request", "response"):
            ours, theirs = cf.get(part, {}), base.get(part, {})
            found |= _differing(f"{part}.", ours, theirs, apart=("headers",))
            headers = (each.get("headers", {}) for each in (ours, theirs))
            found |= _differing(f"{part}.headers.", *headers, apart=())
        return frozenset(found)


def _differing(
    prefix: str, ours: dict[str, Json], theirs: dict[str, Json], *, apart: tuple[str, ...]
) -> set[str]:
    names = (ours.keys() | theirs.keys()) - set(apart)
    return {prefix + name for name in names if ours.get(name) != theirs.get(name)}
