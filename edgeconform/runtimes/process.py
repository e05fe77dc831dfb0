"""One worker process: started, fed, read, watched and killed."""

import contextlib
import fcntl
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from edgeconform.runtimes.log import LogReader
from edgeconform.runtimes.protocol import Frame, FrameReader, MalformedFrameError, encode

_PIPE_BYTES = 1024 * 1024
_TICK_SECONDS = 0.02
_READ_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What to start, where, and what it is told first."""

    command: Sequence[str]
    directory: str
    environment: Mapping[str, str]
    load: Mapping[str, Any]
    mark: bytes
    memory_cap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The process is gone: by `status`, or killed by `signal`."""

    status: int | None = None
    signal: str = ""


class Late:
    """Nothing came in time."""


class Bloated:
    """The process passed the memory cap."""


class Garbled:
    """Something else than frames came over the channel."""


Received = Frame | Ended | Late | Bloated | Garbled


class WorkerProcess:
    """A process of its own group, which dies with the kit.

    Reading and writing never block each other: what cannot be written yet is written while waiting
    for frames, and the log is drained meanwhile.
    """

    def __init__(self, launch: Launch) -> None:
        self._cap: Final = launch.memory_cap
        self._log = LogReader(launch.mark)
        self._reader = FrameReader()
        self._frames: deque[Frame] = deque()
        self._unsent: deque[memoryview] = deque()
        self._open = True
        self._garbled = False
        self._start(launch)
        self.send(encode(launch.load))

    def _start(self, launch: Launch) -> None:
        source, self._target = _pipe()
        self._source, target = _pipe()
        self._log_fd, log = _pipe()
        command = [*_leash(), *launch.command, str(source), str(target)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user names it
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=launch.directory,
                env=launch.environment,
                pass_fds=(source, target),
                start_new_session=True,
            )
        except BaseException:
            self._close()
            raise
        finally:
            for descriptor in (source, target, log):
                os.close(descriptor)
        self._poll = select.poll()
        for descriptor in (self._target, self._source, self._log_fd):
            os.set_blocking(descriptor, False)
        self._poll.register(self._source, select.POLLIN)
        self._poll.register(self._log_fd, select.POLLIN)

    def send(self, data: bytes) -> None:
        """Write now what the pipe takes, and the rest while waiting."""
        self._unsent.append(memoryview(data))
        self._write()

    def receive(self, seconds: float) -> Received:
        """Wait for the next frame, `seconds` at most."""
        deadline = time.monotonic() + seconds
        waited = False
        while not self._frames:
            if self._garbled:
                return Garbled()
            if not self._open or (waited and self._process.poll() is not None):
                return self._end()
            if waited and self._resident() > self._cap:
                return Bloated()
            left = deadline - time.monotonic()
            if left <= 0 and waited:
                return Late()
            waited = not self._pump(max(0.0, min(left, _TICK_SECONDS)))
        return self._frames.popleft()

    def take_log(self) -> str:
        """Give what was printed up to the frame that was received last."""
        return self._log.take()

    def kill(self) -> None:
        """End the process and all that it started, and wait for it."""
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._drain(None)
        self._close()

    def _end(self) -> Received:
        """Say how the process ended; its last frames and prints are read first."""
        while self._open and self._pump(0):
            pass
        if self._frames:
            return self._frames.popleft()
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return Garbled()
        self._drain(None)
        # What the handler started must not outlive it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        if code >= 0:
            return Ended(status=code)
        return Ended(signal=_signal_name(-code))

    def _pump(self, seconds: float) -> bool:
        """Read and write what can be; tells whether anything happened."""
        self._write()
        ready = self._poll.poll(seconds * 1000)
        for descriptor, _ in ready:
            if descriptor == self._source:
                self._read()
            elif descriptor == self._log_fd:
                self._drain(1)
        return bool(ready)

    def _read(self) -> None:
        data = _read(self._source)
        if data == b"":
            self._open = False
            self._poll.unregister(self._source)
        elif data:
            self._feed(data)

    def _feed(self, data: bytes) -> None:
        try:
            frames = self._reader.feed(data)
        except MalformedFrameError:
            self._garbled = True
            return
        self._frames.extend(frames)
        self._drain(sum(frame.header["type"] != "hello" for frame in self._frames))

    def _drain(self, parts: int | None) -> None:
        """Read the log until so many parts are complete, or it is empty, or for a while."""
        for _ in range(64):
            if parts is not None and self._log.parts >= parts:
                return
            data = _read(self._log_fd)
            if not data:
                if data == b"":
                    with contextlib.suppress(KeyError):
                        self._poll.unregister(self._log_fd)
                return
            self._log.feed(data)

    def _write(self) -> None:
        try:
            while self._unsent:
                data = self._unsent[0]
                written = os.write(self._target, data)
                if written == len(data):
                    self._unsent.popleft()
                else:
                    self._unsent[0] = data[written:]
        except BlockingIOError:
            self._poll.register(self._target, select.POLLOUT)
            return
        except BrokenPipeError:
            self._unsent.clear()
        with contextlib.suppress(KeyError):
            self._poll.unregister(self._target)

    def _resident(self) -> int:
        """Give the resident size now, in bytes; 0 where the system does not tell."""
        try:
            figures = Path(f"/proc/{self._process.pid}/statm").read_text().split()
            return int(figures[1]) * _PAGE_BYTES
        except (OSError, IndexError):
            return 0

    def _close(self) -> None:
        for descriptor in (self._target, self._source, self._log_fd):
            with contextlib.suppress(OSError):
                os.close(descriptor)


_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def _read(descriptor: int) -> bytes | None:
    """Give what is there: b"" at the end, None where nothing is there yet."""
    try:
        return os.read(descriptor, _READ_BYTES)
    except BlockingIOError:
        return None


def _pipe() -> tuple[int, int]:
    """Make a pipe that takes a batch of events in one write, where the system lets it."""
    source, target = os.pipe()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            fcntl.fcntl(target, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return source, target


def _leash() -> tuple[str, ...]:
    """Give a command that ties a process to this one, so that it dies with a kit that is killed."""
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    return (setpriv, "--pdeathsig", "KILL") if setpriv else ()


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
