"""What a Python worker does on request: records, pins, preloads, tells lines."""

from pathlib import Path

import pytest

from edgeconform.model import NotLoaded
from edgeconform.runtimes import Pin, open_worker
from tests.runtimes.programs import find_python, options, run, write
from tests.runtimes.python_programs import payload

READING = """\
import copy
def handler(event, context):
    request = copy.deepcopy(event)["request"]
    headers = request["headers"]
    if "host" in headers:
        headers["host"][0]["value"]
    headers.get("x-absent")
    request.setdefault("body", None)
    return {**event, "headers": headers}
"""


def test_reads(tmp_path: Path) -> None:
    """What a handler asks the event for is told, absent or not; the answer is as without."""
    event = {"request": {"uri": "/", "headers": {"host": [{"key": "Host", "value": "a"}]}}}
    with open_worker(write(tmp_path, READING), options()) as worker:
        (watched,) = worker.run([event], record_reads=True)
        (plain,) = worker.run([event])
    assert watched.reads == (
        ("request",),
        ("request", "headers"),
        ("request", "headers", "host"),
        ("request", "headers", "host", 0),
        ("request", "headers", "host", 0, "value"),
        ("request", "headers", "x-absent"),
        ("request", "body"),
    )
    assert plain.reads == ()
    assert watched.outcome == plain.outcome


PINNED = """\
import datetime, os, random, secrets, time, uuid
def handler(event, context):
    now = datetime.datetime.now()
    assert isinstance(now, datetime.datetime) and isinstance(now, datetime.date)
    return [
        time.time(), time.time_ns(), time.strftime("%H:%M:%S"), now.isoformat(),
        datetime.datetime.now(datetime.timezone.utc).isoformat(),
        datetime.datetime.utcnow().year, datetime.date.today().isoformat(),
        random.random(), str(uuid.uuid4()), secrets.token_hex(4), os.urandom(2).hex(),
        list({"a", "b", "c", "d"}), (now - datetime.timedelta(days=1)).isoformat(),
    ]
"""


def test_pin(tmp_path: Path) -> None:
    """With a fixed clock and seed, invocations and processes agree; another seed differs."""
    handler = write(tmp_path, PINNED)
    pin = Pin(clock=1_700_000_000.0, seed=1)
    first, second = (payload(found) for found in run(handler, [1, 2], pin=pin))
    (again,) = (payload(found) for found in run(handler, [3], pin=pin))
    (other,) = (payload(found) for found in run(handler, [4], pin=Pin(seed=2)))
    assert first == second == again != other
    assert first.startswith(b"[1700000000.0, 1700000000000000000, ")
    assert b'"22:13:20", "2023-11-14T22:13:20", "2023-11-14T22:13:20+00:00", 2023' in first


def test_preload(tmp_path: Path) -> None:
    """A file is executed before the handler is loaded; one that raises is told."""
    handler = write(tmp_path, "import fake\ndef handler(event, context):\n    return fake.VALUE\n")
    preload = tmp_path / "setup_fake.py"
    preload.write_text(
        "import sys, types\nsys.modules['fake'] = f = types.ModuleType('f')\nf.VALUE = 5\n"
    )
    assert [payload(found) for found in run(handler, [{}], preload=preload)] == [b"5"]
    preload.write_text("1 / 0\n")
    (invocation,) = run(handler, [{}], preload=preload)
    assert isinstance(invocation.outcome, NotLoaded)
    assert invocation.outcome.error_type == "ZeroDivisionError"


BRANCHES = """\
def handler(event, context):
    if event:
        return helper()
    return "no"
def helper():
    return "yes"
"""


@pytest.mark.parametrize("version", ["3.11", "3.13"])
def test_cover(tmp_path: Path, version: str) -> None:
    """Lines are told when they are run for the first time."""
    executable = find_python(version)
    if executable is None:
        pytest.skip(f"no Python {version} here")
    handler = write(tmp_path, BRANCHES)
    found = run(handler, [False, False, True], cover=True, executable=executable)
    assert [invocation.covered for invocation in found] == [
        (("index.py", (1, 5)), ("index.py", (2, 4))),
        (),
        (("index.py", (3, 6)),),
    ]


LOOPS = """\
import sys
def handler(event, context):
    for number in range(event):
        if number < 0:
            raise ValueError
    return sys._getframe().f_trace_lines, sys.gettrace() is None
"""


@pytest.mark.parametrize("version", ["3.9", "3.11"])
def test_cover_lets_long_loops_run(tmp_path: Path, version: str) -> None:
    """Without `sys.monitoring` each line costs a call, so that there is a bound for them."""
    executable = find_python(version)
    if executable is None:
        pytest.skip(f"no Python {version} here")
    found = run(write(tmp_path, LOOPS), [10, 9000, 10], cover=True, executable=executable)
    told = [payload(each) for each in found]
    assert told == [b"[true, false]", b"[false, false]", b"[true, false]"]
    (alone,) = run(write(tmp_path, LOOPS), [9000], executable=executable)
    assert payload(alone) == b"[true, true]"
