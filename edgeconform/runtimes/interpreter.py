"""An interpreter that is there, and the Lambda runtime that it stands for."""

import functools
import shutil
import subprocess
from dataclasses import dataclass

from edgeconform.errors import RuntimeMissingError
from edgeconform.model import Runtime

_PROBE_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """A program and its version; `flags` come before the program that it runs.

    `runtime` is what the handler is told it runs on; it differs from `version` where that runtime
    was asked for and its own interpreter is not installed.
    """

    executable: str
    version: tuple[int, ...]
    runtime: Runtime
    flags: tuple[str, ...] = ()


def locate(name: str, option: str) -> str:
    """Give the path of the program that the user named; raises RuntimeMissingError."""
    found = shutil.which(name)
    if found is None:
        raise RuntimeMissingError(
            f"{name!r}, named with {option}, is not a program that can be run; "
            "give the path of an interpreter or a name that is on PATH"
        )
    return found


@functools.cache
def ask(*command: str) -> str | None:
    """Give what an interpreter prints about itself, or None where it does not start."""
    try:
        done = subprocess.run(  # noqa: S603 - the user names it
            command,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            stdin=subprocess.DEVNULL,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip()
