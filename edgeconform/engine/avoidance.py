"""Keep a search from hanging again and again for the same reason."""

from typing import final

from edgeconform.model import Json

Features = frozenset[str]


@final
class Avoidance:
    """Remembers how the events that cost a process differ from the base event.

    What several of them share is taken for the reason, and events that have it are avoided. An
    event without any difference makes all events avoided.
    """

    def __init__(self, base: Json) -> None:
        self._base = base
        self._reasons: list[Features] = []

    def learn(self, event: Json) -> None:
        """Take in an event on which the handler hung, or ended its process."""
        features = self._features(event)
        for index, reason in enumerate(self._reasons):
            if shared := reason & features:
                self._reasons[index] = shared
                return
        self._reasons.append(features)

    def avoids(self, event: Json) -> bool:
        """Whether `event` has all that made others cost a process."""
        if not self._reasons:
            return False
        features = self._features(event)
        return any(reason <= features for reason in self._reasons)

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
