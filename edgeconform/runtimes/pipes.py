"""What the system gives for talking to a process, and for not outliving the kit."""

import contextlib
import fcntl
import os
import shutil
import sys
from pathlib import Path

PIPE_BYTES = 1024 * 1024
READ_BYTES = 256 * 1024
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def read_some(descriptor: int) -> bytes | None:
    """Give what is there: b"" at the end, None where nothing is there yet."""
    try:
        return os.read(descriptor, READ_BYTES)
    except BlockingIOError:
        return None


def open_pipe() -> tuple[int, int]:
    """Make a pipe that takes a batch of events in one write, where the system lets it."""
    source, target = os.pipe()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(target, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return source, target


def leash() -> tuple[str, ...]:
    """Give a command that ties a process to this one, so that it dies with a kit that is killed."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return (setpriv, "--pdeathsig", "KILL") if setpriv else ()


def resident(pid: int) -> int:
    """Give the resident size of a process now, in bytes; 0 where the system does not tell."""
    try:
        figures = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
        return int(figures[1]) * _PAGE_BYTES
    except (OSError, IndexError):
        return 0
