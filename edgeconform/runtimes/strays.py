"""Find the processes that a handler started and that left the process group of their worker.

A limit that nothing in a handler needs, that of POSIX message queues, carries a number by lot: it
passes on to every descendant, through fork, exec and setsid, and the system shows it. Linux only;
elsewhere a process that leaves its group stays.
"""

import contextlib
import os
import resource
import secrets
import signal
import sys
from pathlib import Path
from typing import Final, final

_LINE: Final = "Max msgqueue size"
_LEAST: Final = 1024
_ROUNDS: Final = 5


@final
class Strays:
    """Tags the processes of one worker, and ends those of their descendants that are left."""

    def __init__(self) -> None:
        self._tag: tuple[int, int] | None = None

    def tag(self, pid: int) -> None:
        """Tag a process that was started just now."""
        if sys.platform != "linux":
            return
        with contextlib.suppress(OSError, ValueError):
            if self._tag is None:
                self._tag = _drawn(resource.prlimit(pid, resource.RLIMIT_MSGQUEUE)[1])
            resource.prlimit(pid, resource.RLIMIT_MSGQUEUE, self._tag)

    def end(self) -> None:
        """Kill what carries the tag; again and again, as it may have been about to fork."""
        for _ in range(_ROUNDS if self._tag else 0):
            found = [pid for pid in _processes() if self._is_tagged(pid)]
            if not found:
                return
            for pid in found:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)

    def _is_tagged(self, pid: int) -> bool:
        try:
            limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
            found = limits.partition(_LINE)[2].split()[:2]
            return found == [str(limit) for limit in self._tag or ()] and not _has_ended(pid)
        except OSError:
            return False


def _processes() -> list[int]:
    """Give all, as a number below a worker's may be younger: they begin anew at the highest."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - fast


def _has_ended(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2][:1] == b"Z"


def _drawn(hard: int) -> tuple[int, int]:
    """Draw a soft and a hard limit; raises ValueError where the system leaves no choice."""
    most = 2**20 if hard == resource.RLIM_INFINITY else hard
    if most < 4 * _LEAST:
        raise ValueError(most)
    upper = most - secrets.randbelow(most // 2)
    return _LEAST + secrets.randbelow(upper - _LEAST), upper
