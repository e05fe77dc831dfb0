"""What a handler prints, cut into the parts of its invocations."""

from collections import deque

LOG_MAX = 64 * 1024
PARTS_MAX = 256
CUT = b"\n[cut here]\n"


class LogReader:
    """Cuts the log at the worker's marks, and keeps `LOG_MAX` bytes of each part.

    A flood is read and dropped, forged marks too: it can neither block the handler nor fill the
    memory.
    """

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._tail = b""
        self._current = bytearray()
        self._done: deque[bytes] = deque(maxlen=PARTS_MAX)

    @property
    def parts(self) -> int:
        """How many finished parts wait to be taken."""
        return len(self._done)

    def feed(self, data: bytes) -> None:
        """Take what was read from the pipe; a mark may be cut in two."""
        *finished, rest = (self._tail + data).split(self._mark)
        for part in finished:
            self._add(part)
            self._done.append(bytes(self._current))
            self._current.clear()
        self._tail = rest[-len(self._mark) :]
        self._add(rest[: -len(self._mark)])

    def take(self) -> str:
        """Give the oldest finished part, or what there is where the mark never came."""
        if self._done:
            part = self._done.popleft()
        else:
            self._add(self._tail)
            self._tail = b""
            part = bytes(self._current)
            self._current.clear()
        return part.decode("utf-8", "replace")

    def _add(self, part: bytes) -> None:
        room = LOG_MAX - len(self._current)
        if len(part) <= room:
            self._current += part
        elif room > 0:
            self._current += part[:room] + CUT
