"""Which folders of a project are searched for templates and what goes with them."""

from pathlib import Path
from typing import Final

CDK_OUT: Final = "cdk.out"
_NOT_OURS: Final = ("node_modules", CDK_OUT)


def is_searched(folder: Path) -> bool:
    """Whether a path is a folder that a project itself may have written."""
    return folder.is_dir() and not folder.name.startswith(".") and folder.name not in _NOT_OURS
