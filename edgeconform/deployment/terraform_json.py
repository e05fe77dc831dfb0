"""Read Terraform's JSON syntax, which other programs write, as blocks of HCL.

Source: https://developer.hashicorp.com/terraform/language/syntax/json
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from edgeconform.deployment.blocks import DYNAMIC, Block, dynamic_block
from edgeconform.deployment.nodes import Node
from edgeconform.deployment.yaml_files import read_yaml

_LABELS: Final = {"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1}


def read_json(path: Path) -> tuple[Block, ...]:
    """Return the blocks of one file; TemplateError if it is not JSON."""
    return tuple(
        Block(kind, labels, _body(body))
        for kind, node in read_yaml(path).members()
        for labels, body in _labelled(node, (), _LABELS.get(kind, 0))
    )


def _labelled(
    node: Node, labels: tuple[str, ...], missing: int
) -> Iterator[tuple[tuple[str, ...], Node]]:
    if missing == 0:
        yield from ((labels, each) for each in node.entries())
        return
    for part in node.entries():
        for name, each in part.members():
            yield from _labelled(each, (*labels, name), missing - 1)


def _body(node: Node) -> Node:
    """Return the same with the blocks that are to be repeated put among the others."""
    if isinstance(node.value, list):
        return Node([_body(each) for each in node.value], node.place)
    members = {name: _body(each) for name, each in node.members() if name != DYNAMIC}
    for part in node.at(DYNAMIC).entries():
        for kind, each in part.members():
            known = list(members[kind].entries()) if kind in members else []
            made = [dynamic_block(kind, _body(one)) for one in each.entries()]
            members[kind] = Node([*known, *made], each.place)
    return Node(dict(members), node.place) if isinstance(node.value, dict) else node
