"""One worker process: started, fed, read, watched and killed."""

import contextlib
import os
import select
import signal
import subprocess
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic, sleep
from typing import Any, Final

from edgeconform.errors import RuntimeMissingError
from edgeconform.runtimes.log import LogReader
from edgeconform.runtimes.pipes import PIPE_BYTES, READ_BYTES, leash, open_pipe, read_some, resident
from edgeconform.runtimes.protocol import Frame, FrameReader, encode
from edgeconform.runtimes.received import Bloated, Ended, Garbled, Late, Received

_TICK_SECONDS = 0.02
_QUICK_SECONDS = 0.001
_END_SECONDS = 1.0
_WRITTEN_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What to start, where, and what it is told first."""

    command: Sequence[str]
    directory: str
    environment: Mapping[str, str]
    load: Mapping[str, Any]
    mark: bytes
    memory_cap: int


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
        self.refused: Mapping[str, Any] = {}  # the header of the last such message
        self._start(launch)
        self.send(encode(launch.load))
        self.flush()

    def _start(self, launch: Launch) -> None:
        source, self._target = open_pipe()
        self._source, target = open_pipe()
        self._log_fd, log = open_pipe()
        command = [*leash(), *launch.command, str(source), str(target)]
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
        except OSError as error:
            for descriptor in (self._target, self._source, self._log_fd):
                os.close(descriptor)
            raise RuntimeMissingError(
                f"{launch.command[0]} cannot be started: {error.strerror}"
            ) from None
        finally:
            for descriptor in (source, target, log):
                os.close(descriptor)
        self._poll = select.poll()
        self._watched: set[int] = set()
        for descriptor in (self._target, self._source, self._log_fd):
            os.set_blocking(descriptor, False)
        self._watch(self._source, select.POLLIN)

    @property
    def pid(self) -> int:
        """The number of the process, and of its group."""
        return self._process.pid

    def send(self, data: bytes) -> None:
        """Write this with the next `flush`."""
        self._unsent.append(memoryview(data))

    def flush(self) -> None:
        """Write now what the pipe takes, and the rest while waiting."""
        self._write()

    def receive(self, seconds: float) -> Received:
        """Wait for the next frame, `seconds` from now at most."""
        failure = self._wait(seconds)
        if failure is None:
            return self._frames.popleft()
        self._drain()
        return failure

    def _wait(self, seconds: float) -> Ended | Late | Bloated | Garbled | None:
        """Read until there is a frame, or say why there will be none."""
        now = monotonic()
        deadline, check = now + seconds, now + _TICK_SECONDS
        while not self._frames:
            if self._reader.malformed:
                return Garbled()
            if not self._open:
                return self._end()
            if now >= deadline:
                return Late()
            if now >= check:
                check = now + _TICK_SECONDS
                if self._has_ended():
                    return self._end()
                if resident(self._process.pid) > self._cap:
                    return Bloated()
            if not self._pump(_QUICK_SECONDS):
                # Not at once: where frames come quickly, each mark in the log would wake us up.
                self._watch(self._log_fd, select.POLLIN)
                self._pump(min(deadline - now, _TICK_SECONDS))
            now = monotonic()
        self._forget(self._log_fd)
        return None

    def take_log(self) -> str:
        """Give what was printed up to the frame that was received last."""
        return self._log.take()

    def kill(self) -> None:
        """End the process and all that it started."""
        # The group's number is safe from reuse for as long as its leader was not waited for.
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for descriptor in (self._target, self._source, self._log_fd):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _watch(self, descriptor: int, events: int) -> None:
        if descriptor not in self._watched:
            self._watched.add(descriptor)
            self._poll.register(descriptor, events)

    def _forget(self, descriptor: int) -> None:
        if descriptor in self._watched:
            self._watched.remove(descriptor)
            self._poll.unregister(descriptor)

    def _has_ended(self) -> bool:
        """Tell whether the process ended, without waiting for it."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process.pid, options) is not None

    def _end(self) -> Ended | Garbled | None:
        """Say how the process ended, unless there is a frame left to read."""
        while self._open and self._pump(0):
            pass
        if self._frames:
            return None
        deadline = monotonic() + _END_SECONDS
        while not self._has_ended():
            if monotonic() > deadline:
                return Garbled()
            self._drain()
            sleep(0.001)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        return Ended(status=code) if code >= 0 else Ended(signal=_signal_name(-code))

    def _pump(self, seconds: float) -> bool:
        """Read and write what can be; tells whether anything happened."""
        self._write()
        ready = self._poll.poll(max(0.0, seconds * 1000))
        for descriptor, _ in ready:
            if descriptor == self._source:
                self._read()
            elif descriptor == self._log_fd:
                self._read_log()
        return bool(ready)

    def _read(self) -> None:
        data = read_some(self._source)
        if data == b"":
            self._open = False
            self._forget(self._source)
        elif data:
            self._feed(data)

    def _feed(self, data: bytes) -> None:
        for frame in self._reader.feed(data):
            if frame.header["type"] == "refused":
                self.refused = frame.header
            else:
                self._frames.append(frame)
        marked = sum(frame.header["type"] != "hello" for frame in self._frames)
        while self._log.parts < marked and self._read_log():
            pass

    def _drain(self) -> None:
        """Read what is left of the log, or as much of it as is kept."""
        for _ in range(PIPE_BYTES // READ_BYTES):
            if not self._read_log():
                return

    def _read_log(self) -> bool:
        """Read a piece of the log, and tell whether there was any."""
        data = read_some(self._log_fd)
        if data:
            self._log.feed(data)
        elif data == b"":
            self._forget(self._log_fd)
        return bool(data)

    def _write(self) -> None:
        try:
            while self._unsent:
                self._sent(os.writev(self._target, [*islice(self._unsent, _WRITTEN_AT_ONCE)]))
        except BlockingIOError:
            self._watch(self._target, select.POLLOUT)
            return
        except BrokenPipeError:
            self._unsent.clear()
        self._forget(self._target)

    def _sent(self, size: int) -> None:
        """Drop from what is unsent as many bytes."""
        while self._unsent and size >= len(self._unsent[0]):
            size -= len(self._unsent.popleft())
        if size:
            self._unsent[0] = self._unsent[0][size:]


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
