"""Read the files that give the variables of a root module their values.

Source: https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from edgeconform.deployment.folders import is_searched
from edgeconform.deployment.hcl_files import read_values
from edgeconform.deployment.intrinsics import plain
from edgeconform.deployment.nodes import Node, unknown
from edgeconform.deployment.terraform_folder import is_terraform
from edgeconform.deployment.yaml_files import read_yaml
from edgeconform.errors import TemplateError

_SUFFIXES: Final = (".tfvars", ".tfvars.json")
_DEEPEST: Final = 3
_MOST: Final = 200


def given_inputs(folder: Path) -> dict[str, Node]:
    """Return what Terraform itself takes from the files of a folder.

    TemplateError if one of them cannot be read.
    """
    named = [folder / f"terraform{suffix}" for suffix in _SUFFIXES]
    auto = sorted(each for suffix in _SUFFIXES for each in folder.glob(f"*.auto{suffix}"))
    found: dict[str, Node] = {}
    for path in (*named, *auto):
        if path.is_file():
            found |= _values(path)
    return found


def other_inputs(folder: Path) -> dict[str, list[Node]]:
    """Return what further files give, of which one may be chosen with `-var-file`.

    They lie in the folder, or below it where no other module is.
    """
    loaded = ("terraform", ".auto")
    found: dict[str, list[Node]] = {}
    for path in islice(_files(folder, 0), _MOST):
        stem = path.name.removesuffix(".json").removesuffix(".tfvars")
        if path.parent == folder and stem.endswith(loaded):
            continue
        try:
            values = _values(path)
        except TemplateError:
            continue
        for name, node in values.items():
            found.setdefault(name, []).append(node)
    return found


def chosen(value: Node, others: list[Node]) -> Node:
    """Return a value; unknown where another file would give another one."""
    certain = all(plain(each) == plain(value) for each in others)
    return value if certain else unknown(value.place)


def _files(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for path in entries:
        if path.is_file() and path.name.endswith(_SUFFIXES):
            yield path
        elif depth < _DEEPEST and _is_searched(path):
            yield from _files(path, depth + 1)


def _is_searched(path: Path) -> bool:
    return is_searched(path) and not path.is_symlink() and not is_terraform(path)


def _values(path: Path) -> dict[str, Node]:
    if path.suffix == ".json":
        return dict(read_yaml(path).members())
    return read_values(path)
