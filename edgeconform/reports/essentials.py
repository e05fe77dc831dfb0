"""What matters of an event: where it differs from an ordinary one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from edgeconform.model import EventType, Json
from edgeconform.strategies import EventOptions, base_event

Leaves = dict[str, Json]

_ORIGINS: Final = ("custom", "s3")
_S3: Final = "request.origin.s3."


@dataclass(frozen=True, slots=True, kw_only=True)
class Essentials:
    """`values` are the fields that an ordinary event lacks or has otherwise, by their path.

    `of` says which ordinary event that is, where there are several: one "with an S3 origin".

    `absent` are the names that it would have, by the path of the object they are missing from, and
    `present` those that are there.
    """

    of: str
    values: Leaves
    absent: dict[str, tuple[str, ...]]
    present: dict[str, tuple[str, ...]]

    @property
    def weight(self) -> int:
        """How far from ordinary the event is."""
        return 2 * len(self.values) + sum(map(len, self.absent.values()))


def essentials(event: Json, event_type: EventType) -> Essentials:
    """Return how `event` differs from the ordinary event that it resembles most."""
    leaves = _leaves(event)
    return min(
        (_difference(leaves, ordinary) for ordinary in _ordinary(event_type)),
        key=lambda found: found.weight,
    )


def _difference(leaves: Leaves, ordinary: Leaves) -> Essentials:
    values = {
        path: value
        for path, value in leaves.items()
        if path not in ordinary or ordinary[path] != value
    }
    absent = _by_parent(path for path in ordinary if not _is_there(path, leaves))
    there = _by_parent(leaves)
    present = {parent: there.get(parent, ()) for parent in absent}
    of = "with an S3 origin" if any(path.startswith(_S3) for path in ordinary) else ""
    return Essentials(of=of, values=values, absent=absent, present=present)


def _is_there(path: str, leaves: Leaves) -> bool:
    return path in leaves or any(leaf.startswith(f"{path}.") for leaf in leaves)


def _by_parent(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    names: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for path in paths:
        parent, _, name = path.rpartition(".")
        names[parent] += (name,)
    return dict(names)


@cache
def _ordinary(event_type: EventType) -> tuple[Leaves, ...]:
    found = []
    for include_body in (False, True):
        for origin in (None, *_ORIGINS):
            options = EventOptions(include_body=include_body, origin=origin)
            found.append(_leaves(base_event(event_type, options)))
    return tuple(found)


def _leaves(event: Json) -> Leaves:
    return dict(_walk("", event["Records"][0]["cf"]))


def _walk(path: str, node: Json) -> Iterator[tuple[str, Json]]:
    if not isinstance(node, dict) or not node:
        yield path, node
        return
    is_header_map = path.endswith(("headers", "customHeaders"))
    for key, value in node.items():
        below = f"{path}.{key}" if path else key
        if is_header_map:
            yield below, header_values(value)
        else:
            yield from _walk(below, value)


def header_values(entries: Json) -> Json:
    """Return the value of a header's only entry, or the list of the values of several.

    Entries of another shape are returned as they are.
    """
    if not isinstance(entries, list) or not entries:
        return entries
    if not all(isinstance(entry, dict) and "value" in entry for entry in entries):
        return entries
    values = [entry["value"] for entry in entries]
    return values[0] if len(values) == 1 else values
