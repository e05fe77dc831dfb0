"""How the answer of a Python handler is told."""

from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import Conversion, Oversized, Returned, Unserialisable
from tests.runtimes.programs import run, write
from tests.runtimes.python_programs import one, payload

CONVERSIONS = {
    "{'a': [(1,)]}": ("a[0]", "tuple"),
    "{'headers': {'x': b'v'}}": ("headers.x", "bytes"),
    "b'{}'": ("", "bytes"),
    "{'a': {200: 'ok'}}": ("a.200", "key"),
    "{'a': __import__('decimal').Decimal('1.0')}": ("a", "decimal"),
    "[__import__('collections').namedtuple('P', 'x')(1)]": ("[0]", "namedtuple"),
}


@pytest.mark.parametrize(("expression", "conversion"), CONVERSIONS.items(), ids=list(CONVERSIONS))
def test_conversion(tmp_path: Path, expression: str, conversion: tuple[str, Any]) -> None:
    """A change that serialisation makes is told, with where it is."""
    outcome = one(tmp_path, f"return {expression}").outcome
    assert isinstance(outcome, Returned)
    path, kind = conversion
    assert [(found.path, found.kind) for found in outcome.conversions] == [(path, kind)]


def test_no_conversion(tmp_path: Path) -> None:
    """Subclasses with the same JSON are no conversion."""
    expression = "{'a': __import__('collections').OrderedDict(b=[1.5, None])}"
    outcome = one(tmp_path, f"return {expression}").outcome
    assert outcome == Returned(payload=b'{"a": {"b": [1.5, null]}}')
    assert Conversion(path="", kind="key") not in outcome.conversions


def test_coroutine(tmp_path: Path) -> None:
    """An `async def` handler is told from other results without JSON."""
    source = "async def handler(event, context):\n    return event\n"
    (invocation,) = run(write(tmp_path, source), [{}])
    message = "Unable to marshal response: Object of type coroutine is not JSON serializable"
    assert invocation.outcome == Unserialisable(
        error_type="Runtime.MarshalError", message=message, coroutine=True
    )


@pytest.mark.parametrize(("size", "expected"), [(6_291_556, Returned), (6_291_557, Oversized)])
def test_size_of_answer(tmp_path: Path, size: int, expected: type) -> None:
    """An answer at Lambda's limit comes whole, one byte more is only counted."""
    outcome = one(tmp_path, f"return 'x' * {size - 2}").outcome
    assert isinstance(outcome, expected)
    assert size == (outcome.size if isinstance(outcome, Oversized) else len(outcome.payload))  # type: ignore[attr-defined]


def test_measurement(tmp_path: Path) -> None:
    """Wall time, processor time and peak memory are the handler's."""
    body = """\
import time
time.sleep(0.05)
end = time.process_time() + 0.03
while time.process_time() < end: pass
bytearray(b"x" * 64_000_000)"""
    quiet, busy = run(write(tmp_path, "def handler(event, context): pass\n"), [{}, {}])
    assert busy.measurement.wall < 0.05
    assert 5_000_000 < quiet.measurement.peak_memory < 40_000_000
    loud = one(tmp_path, body).measurement
    assert loud.wall >= 0.08
    assert 0.03 <= loud.cpu < loud.wall
    assert loud.peak_memory > quiet.measurement.peak_memory + 50_000_000


REPLACED = """\
import builtins, json, json.encoder, os, sys, time
def broken(*args, **kwargs):
    raise RuntimeError("replaced")
def handler(event, context):
    for name in ("len", "isinstance", "type", "dict", "str", "print", "open"):
        setattr(builtins, name, broken)
    json.loads = json.dumps = json.JSONEncoder.default = json.encoder.c_make_encoder = broken
    os.write = os.read = os.getpid = os._exit = time.time = time.perf_counter = broken
    sys.stdout = sys.stderr = None
    return {"a": (1, 2), "b": event}
"""


def test_handler_that_replaces_everything(tmp_path: Path) -> None:
    """The worker goes on with the functions it started with."""
    first, second = run(write(tmp_path, REPLACED), [1, 2])
    assert (payload(first), payload(second)) == (
        b'{"a": [1, 2], "b": 1}',
        b'{"a": [1, 2], "b": 2}',
    )
