"""The kit's side: what a handler does to its process costs one invocation, never the run."""

from pathlib import Path

import pytest

from edgeconform.model import Exited, NotLoaded, Outcome, OutOfMemory, TimedOut
from tests.runtimes.on_two import answers, on_two
from tests.runtimes.programs import run, write

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
    "not-callable": ("handler = {}", "TypeError", "'dict' object is not callable"),
    "hang": ("while True: pass", "Sandbox.Timedout", "longer than 0.5 seconds"),
}


@pytest.mark.parametrize(("source", "name", "text"), LOADS.values(), ids=list(LOADS))
def test_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, name: str, text: str
) -> None:
    """A handler that cannot be loaded is tried once, and every event is told why."""
    monkeypatch.setattr("edgeconform.runtimes.handler_process.LOAD_SECONDS", 0.5)
    found = run(write(tmp_path, f"print('loading')\n{source}\n"), range(40))
    assert len(found) == 40
    for invocation in found:
        assert isinstance(invocation.outcome, NotLoaded)
        assert invocation.outcome.error_type == name
        assert text in invocation.outcome.message
