"""The frames between the kit and a worker; `schemas/worker.schema.json` gives their headers.

A worker is started as `<interpreter> <worker file> <fd in> <fd out>`: two inherited descriptors,
numbers in decimal. It reads from the first and writes to the second. Standard input is empty;
standard output and standard error are one pipe, the log, which the kit drains all the time.

    frame = header length (4 bytes, big-endian), payload length (same), header (JSON), payload

    worker  hello                        at once
    kit     load                         where the handler is, what it is run as
    worker  loaded | not-loaded          after not-loaded the worker ends
    kit     invoke + event, ...          many written ahead, payload: the event as JSON
    kit     cover                        when no answer is awaited
    worker  covered                      the lines that were run and not told before
    worker  refused                      at most one for each invoke, when the network is refused
    worker  outcome + answer             one for each invoke, in order; `ends`: no more follow

The payload of a `returned` outcome is, byte for byte, what Lambda's runtime client would post; a
`raised` one has none. Before it writes `loaded`, `not-loaded` or `outcome`, the worker writes the
bytes of `mark` to its log (a descriptor of its own, duplicated from 1 at the start): this tells the
kit which output belongs to which invocation, also where a handler writes to descriptor 1 or starts
programs. A write to the log that would block is tried again.

All environment variables are set by the kit when it starts the process: those are Lambda's
reserved ones, and reading any other is an `environment` observation (`detail` is "default" where
the handler gave one). At the end of its input a worker ends at once. The kit alone keeps the
clock: a worker never stops an invocation, it only measures. What a handler writes to the channel
itself makes a frame that does not parse, and the kit ends the process.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

PROTOCOL = 1
HEADER_MAX = 16 * 1024 * 1024
PAYLOAD_MAX = 8 * 1024 * 1024

_SIZES = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: its header, parsed, and its payload."""

    header: Mapping[str, Any]
    payload: bytes = b""


def encode(header: Mapping[str, Any], payload: bytes = b"") -> bytes:
    """Give the bytes of one frame."""
    text = orjson.dumps(header)
    return b"".join((_SIZES.pack(len(text), len(payload)), text, payload))


class FrameReader:
    """Cuts what is read from the channel into frames.

    `malformed` is set once something came that is no frame: then something other than the worker
    wrote to the channel, and nothing after it is believed.
    """

    def __init__(self) -> None:
        self.malformed = False
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """Give the frames that `data` completes."""
        buffer = self._buffer
        buffer += data
        frames: list[Frame] = []
        start = 0
        while not self.malformed and len(buffer) - start >= _SIZES.size:
            header, payload = _SIZES.unpack_from(buffer, start)
            body = start + _SIZES.size
            end = body + header + payload
            if header > HEADER_MAX or payload > PAYLOAD_MAX:
                self.malformed = True
            elif end > len(buffer):
                break
            else:
                frames += self._frame(bytes(buffer[body:end]), header)
            start = end
        del buffer[:start]
        return frames

    def _frame(self, content: bytes, header_size: int) -> tuple[Frame, ...]:
        header = _header(content[:header_size])
        if not isinstance(header, dict) or not isinstance(header.get("type"), str):
            self.malformed = True
            return ()
        return (Frame(header, content[header_size:]),)


def _header(text: bytes) -> Any:
    """Give the value of a header, None for what is no JSON; U+FFFD stands for lone surrogates.

    Messages of exceptions may hold those, and the workers write them as escapes.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        lenient = json.dumps(json.loads(text), ensure_ascii=False)
        return orjson.loads(lenient.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    except (ValueError, RecursionError):
        return None
