"""The bare channel to a worker: frames made beforehand, written and read, and nothing else."""

from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

import orjson

from edgeconform.model import Handler, Json
from edgeconform.runtimes import WorkerOptions
from edgeconform.runtimes.launch import find_interpreter, plan
from edgeconform.runtimes.process import WorkerProcess
from edgeconform.runtimes.process_worker import BATCH
from edgeconform.runtimes.protocol import Frame, encode

_PATIENCE: Final = 30.0


class Channel:
    """A worker with a handler in it, fed with the batches that the kit uses."""

    def __init__(self, handler: Handler, options: WorkerOptions, events: Sequence[Json]) -> None:
        frames = [
            encode({"type": "invoke", "id": number}, orjson.dumps(event))
            for number, event in enumerate(events)
        ]
        self._batches = [frames[at : at + BATCH] for at in range(0, len(frames), BATCH)]
        self._process = WorkerProcess(plan(handler, find_interpreter(handler, options), options))
        for _ in ("hello", "loaded"):
            self._receive()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()

    def run(self) -> None:
        """Pass all events through the channel, up to two batches ahead."""
        self._send(0)
        for number, batch in enumerate(self._batches):
            self._send(number + 1)
            for _ in batch:
                self._receive()

    def _send(self, number: int) -> None:
        for batch in self._batches[number : number + 1]:
            for frame in batch:
                self._process.send(frame)
            self._process.flush()

    def _receive(self) -> None:
        received = self._process.receive(_PATIENCE)
        assert isinstance(received, Frame), received
        self._process.take_log()
