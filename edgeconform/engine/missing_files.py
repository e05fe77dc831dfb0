"""Files that a handler looks for in its package, and that lie beside it instead."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from edgeconform.model import Finding, Handler

_OF_EXCEPTIONS: Final = ("EC101", "EC102")
_NOT_FOUND: Final = re.compile(
    r"(?:ENOENT: no such file or directory, \w+ |\[Errno 2\] No such file or directory: )'([^']+)'"
)


def telling_of_root(finding: Finding, handler: Handler) -> Finding:
    """Return `finding`, told what to do where a file is missed that lies beside the handler.

    Lambda runs a handler in the folder that its package was unpacked to. Which one that is, no file
    says: of a project with one package.json above many handlers, each may be a package.
    """
    found = _NOT_FOUND.search(finding.error) if finding.code in _OF_EXCEPTIONS else None
    root, folder = handler.root.resolve(), handler.path.resolve().parent
    if found is None or folder == root:
        return finding
    wanted = Path(found[1])
    if wanted.is_absolute():
        if not wanted.is_relative_to(root):
            return finding
        wanted = wanted.relative_to(root)
    if not (folder / wanted).is_file():
        return finding
    more = (
        f", which lies in {folder.relative_to(root).as_posix()} (if that is the folder that is"
        " deployed, name it as the handler's root in the configuration)"
    )
    return replace(finding, message=finding.message + more, error=finding.error + more)
