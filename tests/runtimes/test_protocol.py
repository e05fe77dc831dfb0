"""Frames, the log's marks, and both sides of the protocol against its schema."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from edgeconform.model import EventType, Returned
from edgeconform.runtimes import Pin, handler_process, open_worker, process, protocol
from edgeconform.runtimes.log import LOG_MAX, LogReader
from edgeconform.runtimes.process import Launch, WorkerProcess
from edgeconform.runtimes.protocol import Frame, FrameReader, encode
from edgeconform.runtimes.received import Ended
from tests.runtimes.programs import options, write

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "worker.schema.json").read_text())

ALL_SORTS = """\
import os, sys
os.environ.get("TABLE")
def handler(event, context):
    if event == "raise": {}["x"]
    if event == "network": __import__("socket").create_connection(("a.example", 1))
    if event == "odd": return {1: (b"a",), "e": __import__("decimal").Decimal(1)}
    if event == "coroutine": return later()
    if event == "large": return "x" * 6_300_000
    if event == "exit": sys.exit(2)
    if event == "memory": raise MemoryError
    return event
async def later(): pass
"""
EVENTS = ["raise", "network", "odd", "coroutine", "large", "exit", "memory", {"a": "b"}]


def test_messages_follow_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever kit and worker say to each other has the shape of the schema."""
    sent: list[Mapping[str, Any]] = []
    received: list[Mapping[str, Any]] = []

    def encoded(header: Mapping[str, Any], payload: bytes = b"") -> bytes:
        sent.append(header)
        return encode(header, payload)

    class Reader(FrameReader):
        def feed(self, data: bytes) -> list[Frame]:
            frames = super().feed(data)
            received.extend(frame.header for frame in frames)
            return frames

    monkeypatch.setattr(process, "encode", encoded)
    monkeypatch.setattr(handler_process, "encode", encoded)
    monkeypatch.setattr(process, "FrameReader", Reader)
    preload = tmp_path / "preload.py"
    preload.write_text("")
    fields: dict[str, Any] = {"pin": Pin(), "cover": True, "preload": preload}
    for source in (ALL_SORTS, "import no_such_module"):
        with open_worker(write(tmp_path, source), options(**fields)) as worker:
            list(worker.run(EVENTS, record_reads=True))
            worker.covered()
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for header in (*sent, *received):
        validator.validate(header)
    kinds = {header.get("kind", header["type"]) for header in received}
    assert kinds >= {"hello", "loaded", "not-loaded", "returned", "raised", "unserialisable"}
    assert kinds >= {"oversized", "exited", "out-of-memory", "refused", "covered"}
    assert {header["type"] for header in sent} == {"load", "invoke", "cover"}


REFUSED: tuple[dict[str, Any], ...] = (
    {"type": "outcome", "id": 1, "kind": "raised", "wall": 0, "cpu": 0, "peak_memory": 0},
    {"type": "outcome", "id": 1, "kind": "oversized", "wall": 0, "cpu": 0, "peak_memory": 0},
    {"type": "outcome", "id": 1, "kind": "lost", "wall": 0, "cpu": 0, "peak_memory": 0},
    {"type": "hello", "protocol": 2, "language": "python", "version": [3, 13, 0]},
    {"type": "loaded", "seconds": -1},
    {"type": "invoke", "id": -1},
)


@pytest.mark.parametrize("header", REFUSED, ids=range(len(REFUSED)))
def test_schema_refuses(header: dict[str, Any]) -> None:
    """The schema is no rubber stamp."""
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(header)


@pytest.mark.parametrize("size", [1, 7, 8, 9, 1000])
def test_frames_in_pieces(size: int) -> None:
    """Frames are the same however the pipe cuts them."""
    frames = [Frame({"type": "a", "n": number}, b"x" * number) for number in range(20)]
    data = b"".join(encode(frame.header, frame.payload) for frame in frames)
    reader = FrameReader()
    found = [
        frame
        for start in range(0, len(data), size)
        for frame in reader.feed(data[start : start + size])
    ]
    assert found == frames


MALFORMED = {
    "text": b"Traceback (most recent call last)",
    "large-header": b"\xff\0\0\0" + bytes(4),
    "large-payload": bytes(4) + (protocol.PAYLOAD_MAX + 1).to_bytes(4, "big"),
    "no-json": b"\0\0\0\3" + bytes(4) + b"abc",
    "no-object": b"\0\0\0\1" + bytes(4) + b"1",
    "no-type": b"\0\0\0\2" + bytes(4) + b"{}",
    "empty": bytes(8),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=list(MALFORMED))
def test_malformed_frame(data: bytes) -> None:
    """What is no frame is told from one, and what came before it still counts."""
    reader = FrameReader()
    frame = Frame({"type": "a"}, b"x")
    assert reader.feed(encode(frame.header, frame.payload) + data) == [frame]
    assert reader.malformed
    assert reader.feed(encode({"type": "b"})) == []


MARK = b"\0mark\0"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7, 1000])
def test_log_in_pieces(size: int) -> None:
    """The log is cut at the marks however the pipe cuts it."""
    data = b"one\n" + MARK + MARK + b"\0mar" + MARK + b"rest"
    log = LogReader(MARK)
    for start in range(0, len(data), size):
        log.feed(data[start : start + size])
    assert log.parts == 3
    assert [log.take() for _ in range(4)] == ["one\n", "", "\0mar", "rest"]


def test_long_log() -> None:
    """A part is cut at its bound, and the next one starts anew."""
    log = LogReader(MARK)
    for _ in range(100):
        log.feed(b"x" * LOG_MAX)
    log.feed(MARK + b"next" + MARK)
    assert log.take() == "x" * LOG_MAX + "\n[cut here]\n"
    assert log.take() == "next"


def test_malformed_handler_name(tmp_path: Path) -> None:
    """A setting without a dot has Lambda's name for it."""
    with open_worker(write(tmp_path, ""), options()) as worker:
        plan = worker._launch
    load = {**plan.load, "handler": "handler"}
    fields = {name: getattr(plan, name) for name in Launch.__slots__}
    worker_process = WorkerProcess(Launch(**{**fields, "load": load}))
    try:
        hello, refusal = worker_process.receive(5), worker_process.receive(5)
        ended = worker_process.receive(5)
    finally:
        worker_process.kill()
    assert isinstance(hello, Frame)
    assert isinstance(refusal, Frame)
    assert refusal.header["error_type"] == "Runtime.MalformedHandlerName"
    assert ended == Ended(status=0)


def test_event_types_are_told(tmp_path: Path) -> None:
    """The invocation carries the event type, the event itself and the runtime."""
    handler = write(tmp_path, "def handler(event, context): return event\n")
    event = {"é": [1.5, None]}
    with open_worker(handler, options(event_type=EventType.ORIGIN_RESPONSE)) as worker:
        (found,) = worker.run([event])
        assert found.runtime == worker.runtime
    assert found.event_type is EventType.ORIGIN_RESPONSE
    assert found.event is event
    assert isinstance(found.outcome, Returned)
    assert json.loads(found.outcome.payload) == event
