"""Which Node.js runs a handler."""

import re

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import Language, Runtime
from edgeconform.runtimes.interpreter import Interpreter, ask, locate

OLDEST = 18
NEWEST = 24

_ANSWER = re.compile(r"v(\d+)\.(\d+)\.(\d+)\S*")


def find_nodejs(executable: str | None, runtime: Runtime | None) -> Interpreter:
    """Give the named Node.js, or the `node` on PATH; raises RuntimeMissingError."""
    path = _on_path() if executable is None else locate(executable, "--node")
    answer = _ANSWER.fullmatch(ask(path, "--version") or "")
    if answer is None:
        raise RuntimeMissingError(
            f"{path} does not answer as Node.js does; name another with --node"
        )
    version = (int(answer[1]), int(answer[2]), int(answer[3]))
    if version[0] < OLDEST:
        raise RuntimeMissingError(
            f"{path} is Node.js {'.'.join(map(str, version))}; "
            f"handlers run on Node.js {OLDEST} or newer: name another with --node"
        )
    return Interpreter(executable=path, version=version, runtime=runtime or _nearest(version[0]))


def _on_path() -> str:
    try:
        return locate("node", "PATH")
    except RuntimeMissingError:
        raise RuntimeMissingError(
            "this handler needs Node.js, and there is no `node` on PATH; "
            f"install Node.js {OLDEST} or newer, or name one with --node"
        ) from None


def _nearest(major: int) -> Runtime:
    """Give the Lambda runtime of a version: the even one below it, and none after the newest."""
    return Runtime(Language.NODEJS, (min(major - major % 2, NEWEST),))
