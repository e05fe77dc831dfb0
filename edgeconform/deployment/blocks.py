"""Terraform's blocks, whichever of its two languages they are written in."""

from dataclasses import dataclass
from typing import Final

from edgeconform.deployment.nodes import Node

DYNAMIC: Final = "dynamic"
"""The tag of a block that is repeated by its `for_each`, each time with its `content`."""

_ITERATOR: Final = "iterator"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its type, its labels, and its attributes and inner blocks as one mapping.

    An inner block is a list of mappings, since it may be repeated; a dynamic one is tagged so.
    """

    kind: str
    labels: tuple[str, ...]
    body: Node


def dynamic_block(kind: str, body: Node) -> Node:
    """Return what stands for a dynamic block, which always tells the name of its iterator."""
    members = {_ITERATOR: Node(kind, body.place), **dict(body.members())}
    return Node(dict(members), body.place, DYNAMIC)
