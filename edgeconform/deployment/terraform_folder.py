"""The files of a Terraform module."""

from pathlib import Path
from typing import Final

from edgeconform.deployment.blocks import Block
from edgeconform.deployment.hcl_files import read_file
from edgeconform.deployment.terraform_json import read_json
from edgeconform.errors import TemplateError

SUFFIX: Final = ".tf"
JSON_SUFFIX: Final = ".tf.json"
MOST_FILES: Final = 500


def is_terraform(path: Path) -> bool:
    """Whether a path is a file of a module, or the folder of one."""
    if path.is_dir():
        return bool(_files(path))
    return path.name.endswith((SUFFIX, JSON_SUFFIX))


def read_folder(folder: Path) -> tuple[Block, ...]:
    """Return the blocks of all files of a module; TemplateError if one cannot be read."""
    files = _files(folder)
    if len(files) > MOST_FILES:
        raise TemplateError(f"{folder} has more than {MOST_FILES} Terraform files")
    return tuple(block for file in files for block in _blocks(file))


def _files(folder: Path) -> list[Path]:
    return sorted((*folder.glob(f"*{SUFFIX}"), *folder.glob(f"*{JSON_SUFFIX}")))


def _blocks(file: Path) -> tuple[Block, ...]:
    return read_json(file) if file.suffix == ".json" else read_file(file)
