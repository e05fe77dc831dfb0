"""Which Node.js runs a handler."""

import re
from collections.abc import Iterator

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import Language, Runtime
from edgeconform.runtimes.interpreter import Interpreter, ask, locate

OLDEST = 18
NEWEST = 24

# The oldest version that knows both flags; `require` of ES modules came by default later.
_REQUIRES_MODULES = (20, 19, 0)

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
    stands_for = runtime or _nearest(version[0])
    return Interpreter(
        executable=path,
        version=version,
        runtime=stands_for,
        flags=tuple(_flags(version, stands_for.version[0])),
    )


def strips_types(version: tuple[int, ...]) -> bool:
    """Whether a version runs TypeScript by itself.

    Source: https://nodejs.org/api/typescript.html
    """
    return (22, 18, 0) <= version < (23, 0, 0) or version >= (23, 6, 0)


def _flags(version: tuple[int, int, int], major: int) -> Iterator[str]:
    """Give what keeps a newer Node.js from loading modules that Lambda's refuses.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    nodejs20.x and nodejs22.x are run with the first flag, nodejs22.x with the second too; Node.js
    18 has neither feature.
    """
    if major < NEWEST and version >= _REQUIRES_MODULES:
        yield "--no-experimental-require-module"
        if major != 20:
            yield "--no-experimental-detect-module"


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
