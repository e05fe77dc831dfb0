"""The kit's side: what a handler does to its process costs one invocation, never the run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from edgeconform.model import (
    Exited,
    Handler,
    Invocation,
    NotLoaded,
    Outcome,
    OutOfMemory,
    Raised,
    Returned,
    TimedOut,
)
from edgeconform.runtimes import open_worker, session, worker
from edgeconform.runtimes.session import Session
from tests.runtimes.programs import options, run, write

ON_TWO = """\
import os, signal, subprocess, sys, threading, time
count = 0
def handler(event, context):
    global count
    count += 1
    if event == 2:
        {}
    return [event, count]
"""


def on_two(folder: Path, statements: str) -> Handler:
    """A handler that does something at the event 2, and counts its invocations."""
    return write(folder, ON_TWO.format(statements.replace("\n", "\n        ")))


def answers(invocations: list[Invocation]) -> list[bytes | Outcome]:
    return [
        found.outcome.payload if isinstance(found.outcome, Returned) else found.outcome
        for found in invocations
    ]


ENDS = {
    "hang": ("while True: pass", TimedOut(limit=0.3)),
    "sleep": ("time.sleep(100)", TimedOut(limit=0.3)),
    "late": ("time.sleep(0.35)", TimedOut(limit=0.3)),
    "stopped": ("os.kill(os.getpid(), signal.SIGSTOP)", TimedOut(limit=0.3)),
    "deaf": (
        "for n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
        TimedOut(limit=0.3),
    ),
    "flood": ("while True: os.write(1, b'x' * 65536)", TimedOut(limit=0.3)),
    "exit": ("os._exit(3)", Exited(status=3)),
    "abort": ("os.abort()", Exited(signal="SIGABRT")),
    "killed": ("os.kill(os.getpid(), 9)", Exited(signal="SIGKILL")),
    "alarm": (
        "signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(9)",
        Exited(signal="SIGALRM"),
    ),
    "group": ("os.killpg(0, signal.SIGTERM)", Exited(signal="SIGTERM")),
}


@pytest.mark.parametrize(("statements", "outcome"), ENDS.values(), ids=list(ENDS))
def test_end_in_a_batch(tmp_path: Path, statements: str, outcome: Outcome) -> None:
    """One invocation is lost; the rest goes on in a new process, in order."""
    found = run(on_two(tmp_path, statements), range(5), timeout=0.3)
    assert answers(found) == [b"[0, 1]", b"[1, 2]", outcome, b"[3, 1]", b"[4, 2]"]


REFUSED = """\
try:
    socket.create_connection(("db.example", 443))
except OSError:
    time.sleep(100)
"""


def test_a_wait_for_a_refused_network_is_told(tmp_path: Path) -> None:
    """The connection that was refused is told, though the process was ended without a word."""
    found = run(on_two(tmp_path, "import socket\n" + REFUSED), range(4), timeout=0.3)
    lost = TimedOut(limit=0.3, blocked="network")
    assert answers(found) == [b"[0, 1]", b"[1, 2]", lost, b"[3, 1]"]
    assert [(one.kind, one.subject) for one in found[2].observations] == [
        ("network", "db.example:443")
    ]


def test_a_fork_that_is_refused_the_network_leaves_the_channel_alone(tmp_path: Path) -> None:
    statements = "import socket\nif os.fork() == 0:\n    try: socket.create_connection(('a', 1))\n"
    found = run(on_two(tmp_path, statements + "    finally: os._exit(0)"), range(4))
    assert answers(found) == [b"[0, 1]", b"[1, 2]", b"[2, 3]", b"[3, 4]"]


def test_a_file_with_a_dot_in_its_name_is_loaded_all_the_same(tmp_path: Path) -> None:
    """Only its name is wrong for Lambda."""
    source = "VALUE = 1\ndef handler(event, context): return VALUE"
    assert answers(run(write(tmp_path, source, "a/redirect.v2.py"), [{}])) == [b"1"]


SURVIVED = {
    "thread": "threading.Thread(target=time.sleep, args=(100,)).start()",
    "chatty-thread": "threading.Thread(target=lambda: [print('x') for _ in range(10000)]).start()",
    "child": "subprocess.Popen(['sleep', '100'])",
    "forked": "if os.fork() == 0: os._exit(0)",
    "forked-and-returns": "os.fork()",
    "closed-output": "os.close(1); os.close(2)",
    "no-blocking": "os.set_blocking(1, False); os.write(1, b'x')",
    "recursion": "sys.setrecursionlimit(50)",
    "moved": "os.chdir('/')",
    "flood": "[os.write(1, b'x' * 1_000_000) for _ in range(300)]",
}


@pytest.mark.parametrize("statements", SURVIVED.values(), ids=list(SURVIVED))
def test_survived(tmp_path: Path, statements: str) -> None:
    """What does not end a process on Lambda does not end it here."""
    found = run(on_two(tmp_path, statements), range(5))
    assert answers(found) == [b"[0, 1]", b"[1, 2]", b"[2, 3]", b"[3, 4]", b"[4, 5]"]
    assert all(len(invocation.log) < 66_000 for invocation in found)


def test_channel_written_to(tmp_path: Path) -> None:
    """Bytes that the handler puts into the channel end the process, with a clear message."""
    statements = (
        "for fd in range(3, 30):\n    try: os.write(fd, b'x' * 100)\n    except OSError: pass"
    )
    found = run(on_two(tmp_path, statements), range(4))
    assert answers(found)[:2] == [b"[0, 1]", b"[1, 2]"]
    outcome = found[2].outcome
    assert isinstance(outcome, Exited)
    assert "file descriptors" in outcome.message
    assert answers(found)[3] == b"[3, 1]"


def test_channel_closed(tmp_path: Path) -> None:
    """A handler that closes every descriptor, as daemons do, ends its process."""
    found = run(on_two(tmp_path, "os.closerange(3, 100)"), range(4))
    assert isinstance(found[2].outcome, Exited)
    assert answers(found)[3] == b"[3, 1]"


def test_frame_that_lies(tmp_path: Path) -> None:
    """A well-formed frame with another event's number is not believed."""
    statements = (
        'header = b\'{"type":"outcome","id":7}\'\n'
        "frame = len(header).to_bytes(4, 'big') + bytes(4) + header\n"
        "for fd in range(3, 30):\n    try: os.write(fd, frame)\n    except OSError: pass"
    )
    found = run(on_two(tmp_path, statements), range(4))
    assert isinstance(found[2].outcome, Exited)
    assert answers(found)[3] == b"[3, 1]"


MEMORY = {
    "error": "raise MemoryError('none left')",
    "eaten": "kept = []\nwhile True: kept.append(b'x' * 50_000_000)",
}


@pytest.mark.parametrize("statements", MEMORY.values(), ids=list(MEMORY))
def test_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statements: str) -> None:
    """Memory that grows past the kit's cap ends the process before it ends the machine."""
    monkeypatch.setattr("edgeconform.runtimes.launch._SAFETY_MB", 256)
    found = run(on_two(tmp_path, statements), range(4), memory_mb=64)
    assert isinstance(found[2].outcome, OutOfMemory)
    assert answers(found)[3] == b"[3, 1]"


LOADS = {
    "exit": ("import os; os._exit(3)", "Runtime.ExitError", "exit status 3"),
    "exit-0": ("import os; os._exit(0)", "Runtime.ExitError", "without providing a reason"),
    "sys-exit": ("import sys; sys.exit(2)", "Runtime.ExitError", "exit status 2"),
    "killed": ("import os; os.kill(os.getpid(), 9)", "Runtime.ExitError", "signal: SIGKILL"),
    "hang": ("while True: pass", "Sandbox.Timedout", "longer than 0.5 seconds"),
}


@pytest.mark.parametrize(("source", "name", "text"), LOADS.values(), ids=list(LOADS))
def test_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, name: str, text: str
) -> None:
    """A handler that cannot be loaded is tried once, and every event is told why."""
    monkeypatch.setattr("edgeconform.runtimes.session.LOAD_SECONDS", 0.5)
    found = run(write(tmp_path, f"print('loading')\n{source}\n"), range(40))
    assert len(found) == 40
    for invocation in found:
        assert isinstance(invocation.outcome, NotLoaded)
        assert invocation.outcome.error_type == name
        assert text in invocation.outcome.message


def test_large_messages(tmp_path: Path) -> None:
    """Events and answers larger than any pipe pass in both directions at once."""
    handler = write(tmp_path, "def handler(event, context): return event['text'] * 3\n")
    events = [{"text": "x" * 1_400_000} for _ in range(12)]
    found = run(handler, events)
    assert [len(invocation.outcome.payload) for invocation in found] == [4_200_002] * 12  # type: ignore[union-attr]


def test_state(tmp_path: Path) -> None:
    """State lives on from run to run, until a fresh process is asked for."""
    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        assert answers(list(one.run([0]))) == [b"[0, 1]"]
        assert answers(list(one.run([0, 0]))) == [b"[0, 2]", b"[0, 3]"]
        assert answers(list(one.run([0, 0], fresh=True))) == [b"[0, 1]", b"[0, 2]"]
        assert answers(list(one.run([0], fresh=True))) == [b"[0, 1]"]


def test_a_process_that_ran_nothing_is_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was started ahead is used, not replaced."""
    started: list[Session] = []

    def start(*parameters: Any) -> Session:
        started.append(Session(*parameters))
        return started[-1]

    monkeypatch.setattr("edgeconform.runtimes.worker.Session", start)
    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        one.start()
        assert answers(list(one.run([0, 0], fresh=True))) == [b"[0, 1]", b"[0, 2]"]
        assert len(started) == 1
        assert answers(list(one.run([0], fresh=True))) == [b"[0, 1]"]


def test_a_process_that_does_not_say_what_it_ran_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that it says later is taken for an answer."""
    monkeypatch.setattr(session, "ASKED_SECONDS", 0.05)
    handler = on_two(tmp_path, "return os.getpid()")
    with open_worker(handler, options(cover=True)) as one:
        (pid,) = answers(list(one.run([2])))
        assert isinstance(pid, bytes)
        os.kill(int(pid), signal.SIGSTOP)
        assert one.covered() == ()
        assert answers(list(one.run([0]))) == [b"[0, 1]"]


def test_events_read_ahead(tmp_path: Path) -> None:
    """An endless source is read two batches ahead, and no further."""
    drawn = []

    def events() -> Iterator[int]:
        for number in count(10):
            drawn.append(number)
            yield number

    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        found = list(islice(one.run(events()), 40))
        assert len(found) == 40
        assert len(drawn) <= 3 * worker.BATCH
        assert answers(list(one.run([1])))[0] == b"[1, 1]"


def test_error_while_drawing(tmp_path: Path) -> None:
    """An exception of the source of events passes through, and the worker can be used again."""

    def events() -> Iterator[int]:
        yield 1
        raise LookupError

    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        with pytest.raises(LookupError):
            list(one.run(events()))
        assert answers(list(one.run([1]))) == [b"[1, 1]"]


def test_time_limit_of_a_run(tmp_path: Path) -> None:
    """A run may have a limit of its own."""
    with open_worker(on_two(tmp_path, "time.sleep(9)"), options()) as one:
        (found,) = one.run([2], timeout=0.1)
    assert found.outcome == TimedOut(limit=0.1)
    assert found.measurement.wall == 0.1
    assert found.measurement.start > 0


def processes_with(text: str) -> list[int]:
    """The processes whose working directory holds the text."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if text in str((folder / "cwd").readlink()):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def gone(text: str) -> bool:
    deadline = time.monotonic() + 5
    while processes_with(text) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not processes_with(text)


LEFT = {"child": "subprocess.Popen(['sleep', '100'])", "ended": (
    "subprocess.Popen(['sleep', '100'])\nos._exit(1)"
), "hang": "subprocess.Popen(['sleep', '100'])\ntime.sleep(100)"}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("statements", LEFT.values(), ids=list(LEFT))
def test_nothing_is_left(tmp_path: Path, statements: str) -> None:
    """Neither workers nor what handlers started outlive the worker, and no descriptor is lost."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    run(on_two(tmp_path, statements), range(4), timeout=0.3)
    assert gone(str(tmp_path))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


KIT = """\
    import sys
    from pathlib import Path
    from edgeconform.model import EventType, Handler, Language
    from edgeconform.runtimes import WorkerOptions, open_worker
    root = Path(sys.argv[1])
    handler = Handler(path=root / "index.py", export="handler", language=Language.PYTHON, root=root)
    options = WorkerOptions(event_type=EventType.VIEWER_REQUEST, timeout=60)
    with open_worker(handler, options) as worker:
        print(list(worker.run([1])), flush=True)
        list(worker.run([2]))
    """


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_kit_that_is_ended(tmp_path: Path, how: signal.Signals) -> None:
    """Ctrl-C, or the death of the kit, ends a handler that hangs."""
    handler = on_two(tmp_path, "while True: pass")
    kit = subprocess.Popen(
        [sys.executable, "-c", dedent(KIT), str(handler.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert kit.stdout is not None
    with kit, kit.stdout:
        assert b"Returned" in kit.stdout.readline()
        time.sleep(0.1)
        assert processes_with(str(tmp_path))
        kit.send_signal(how)
    assert gone(str(tmp_path))


def test_unencodable_event(tmp_path: Path) -> None:
    """An event without JSON is the caller's mistake, and is told as such."""
    with open_worker(on_two(tmp_path, "pass"), options()) as one:
        with pytest.raises(TypeError):
            list(one.run([{"a": object()}]))
        assert answers(list(one.run([1]))) == [b"[1, 1]"]


def test_outcome_after_an_error(tmp_path: Path) -> None:
    """An exception costs nothing but its own invocation; the process goes on."""
    found: Any = run(on_two(tmp_path, "raise ValueError(event)"), range(4))
    assert isinstance(found[2].outcome, Raised)
    assert answers(found)[3] == b"[3, 4]"
