"""Processes that left the group of their worker, by whatever number they have."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from edgeconform.runtimes.strays import Strays

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tag is Linux's")

LAST = Path("/proc/sys/kernel/ns_last_pid")
LEAVES_A_CHILD = """
import subprocess
input()
print(subprocess.Popen(["sleep", "60"], start_new_session=True).pid, flush=True)
input()
"""


def number_from(last: int) -> None:
    try:
        LAST.write_text(str(last))
    except OSError as error:
        pytest.skip(f"the next process number cannot be set here: {error}")


def test_a_child_with_a_number_below_that_of_its_worker_is_ended() -> None:
    strays = Strays()
    number_from(30_000)
    command = [sys.executable, "-c", LEAVES_A_CHILD]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        strays.tag(worker.pid)
        try:
            number_from(300)
            worker.stdin.write("\n")
            child = int(worker.stdout.readline())
            assert child < worker.pid
            ended = os.pidfd_open(child)
        finally:
            strays.end()
            worker.kill()
    with os.fdopen(ended) as file:
        assert select.select([file], [], [], 5)[0]
