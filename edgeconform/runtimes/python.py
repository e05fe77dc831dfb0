"""Which Python runs a handler."""

import re
import shutil
import sys

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import Language, Runtime
from edgeconform.runtimes.interpreter import Interpreter, ask, locate

OLDEST = (3, 9)
NEWEST = (3, 14)

# No packages of the user's home, no __pycache__, and UTF-8 as on Lambda also without its locale.
FLAGS = ("-s", "-B", "-X", "utf8")

_PROBE = "import sys; print(*sys.version_info[:3], sys.executable)"
_ANSWER = re.compile(r"(\d+) (\d+) (\d+) (.+)")


def find_python(executable: str | None, runtime: Runtime | None) -> Interpreter:
    """Give the named interpreter, or that of the runtime, or the one that runs the kit.

    Raises RuntimeMissingError where the named one is missing, does not start, or is out of range.
    """
    if executable is not None:
        path, version = _probe(locate(executable, "--python"))
    else:
        path, version = _of_runtime(runtime) or _own()
    if not OLDEST <= version[:2] <= NEWEST:
        raise RuntimeMissingError(
            f"{path} is Python {_dotted(version)}; handlers run on Python "
            f"{_dotted(OLDEST)} to {_dotted(NEWEST)}: name another with --python"
        )
    stands_for = runtime or Runtime(Language.PYTHON, version[:2])
    return Interpreter(executable=path, version=version, runtime=stands_for, flags=FLAGS)


def _own() -> tuple[str, tuple[int, ...]]:
    return sys.executable, tuple(sys.version_info[:3])


def _of_runtime(runtime: Runtime | None) -> tuple[str, tuple[int, ...]] | None:
    if runtime is None or runtime.version == sys.version_info[:2]:
        return None
    found = shutil.which(f"python{_dotted(runtime.version)}")
    if found is None or ask(found, "-I", "-c", _PROBE) is None:
        return None
    return _probe(found)


def _probe(path: str) -> tuple[str, tuple[int, ...]]:
    answer = _ANSWER.fullmatch(ask(path, "-I", "-c", _PROBE) or "")
    if answer is None:
        raise RuntimeMissingError(
            f"{path} does not answer as a Python 3 interpreter does; name another with --python"
        )
    return answer[4], (int(answer[1]), int(answer[2]), int(answer[3]))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
