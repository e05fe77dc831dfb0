"""Handlers that are checked at a time, and the processes that do it."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edgeconform.engine import Job, Options, Progress, Target, check_all
from edgeconform.errors import LostProcessError, RuntimeMissingError
from edgeconform.handlers import discover
from edgeconform.model import EventType, Report
from edgeconform.reports import render

OPTIONS = Options(seed=7, bulk=20, max_examples=3)
BODIES = {
    "broken": "return {'status': 200, 'headers': {'Via': [{'value': 'me'}]}}",
    "partial": "return {'uri': event['Records'][0]['cf']['request']['headers']['referer']}",
}
KILLS_ITS_PARENT = "import os; os.system(f'kill -9 {os.getppid()}')"


def jobs(folder: Path, bodies: dict[str, str], options: Options = OPTIONS) -> tuple[Job, ...]:
    """Return a job for each body and request event."""
    for name, body in bodies.items():
        text = f"def handler(event, context):\n    {body}\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return tuple(
        Job(target=Target(handler=handler, event_type=event_type, detected="flag"), options=options)
        for name in bodies
        for handler in discover(folder / f"{name}.py", export=None)
        for event_type in (EventType.VIEWER_REQUEST, EventType.ORIGIN_REQUEST)
    )


def report(todo: tuple[Job, ...], workers: int) -> str:
    """Return the JSON report without the times."""
    runs = tuple(run for _, run in check_all(todo, workers=workers))
    text = render(Report(version="0", seed=7, limits="2026-10", runs=runs), "json")
    return re.sub(r'"(\w*seconds)": [0-9.e-]+', r'"\1": 0', text)


def test_the_report_is_the_same_with_one_process_and_with_several(tmp_path: Path) -> None:
    """Also where the first takes longest."""
    first, *others = jobs(tmp_path, BODIES)
    todo = (replace(first, options=replace(OPTIONS, bulk=1000)), *others)
    alone = report(todo, workers=1)
    assert len(json.loads(alone)["runs"]) == len(todo)
    assert report(todo, workers=2) == alone


def test_progress_of_every_job_is_seen(tmp_path: Path) -> None:
    todo, seen = jobs(tmp_path, BODIES, Options(engine="bulk", bulk=20)), list[Progress]()
    list(check_all(todo, workers=2, watch=seen.append))
    assert {progress.target for progress in seen} == {job.target for job in todo}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_job_is_raised(tmp_path: Path, workers: int) -> None:
    todo = jobs(tmp_path, BODIES, Options(executable=str(tmp_path / "python-that-is-not-there")))
    with pytest.raises(RuntimeMissingError):
        list(check_all(todo, workers=workers))


def test_a_process_that_is_killed_is_missed(tmp_path: Path) -> None:
    todo = jobs(tmp_path, {"killing": KILLS_ITS_PARENT})
    with pytest.raises(LostProcessError, match=r"killing\.py"):
        list(check_all(todo, workers=2))


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_an_interrupt_stops_all_and_keeps_what_was_found(tmp_path: Path) -> None:
    """The finding comes before the events on which the handler hangs."""
    hangs = (
        "if event['Records'][0]['cf']['request']['method'] == 'PUT':"
        " import subprocess; subprocess.run(['sleep', '99'])"
    )
    jobs(tmp_path, dict.fromkeys(("one", "two"), f"{hangs}\n    return {{'status': 'ok'}}"))
    command = [
        *(sys.executable, "-m", "edgeconform", "check", "one.py", "two.py"),
        *("--event", "viewer-request", "--timeout", "30", "--workers", "2", "--format", "json"),
    ]
    started = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_for(
        lambda: len(list(processes_in(tmp_path))) == 7,
        "the kit, two of it, two workers, and what each of them waits for",
    )
    started.send_signal(signal.SIGINT)
    out, _ = started.communicate(timeout=10)
    told = json.loads(out)
    assert told["interrupted"]
    assert [Path(run["file"]).name for run in told["runs"]] == ["one.py", "two.py"]
    assert all(run["findings"] for run in told["runs"])
    wait_for(lambda: not list(processes_in(tmp_path)), "nothing")


def processes_in(folder: Path) -> Iterator[str]:
    """Yield the numbers of the processes whose working directory is `folder`."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                where = (entry / "cwd").readlink()
            except OSError:
                continue
            if where == folder:
                yield entry.name


def wait_for(reached: object, what: str) -> None:
    """Wait until `reached` returns something true; fail if that takes half a minute."""
    assert callable(reached)
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline, f"still waiting for {what}"
        time.sleep(0.02)
