"""Nothing that a handler started outlives the worker, or the kit."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from tests.runtimes.on_two import on_two
from tests.runtimes.programs import run


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
