"""Whatever a handler does costs it a finding, and the kit nothing."""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

import pytest

from edgeconform import cli
from edgeconform.engine import Options, check
from edgeconform.model import EventType, Handler, Language, Run
from tests.hostile import nodejs_cases, python_answers, python_cases, python_leftovers
from tests.hostile.case import Case
from tests.support import COMPARING, NOT_COMPARING

HAS_NODE = shutil.which("node") is not None
CASES = [
    case
    for case in (
        *python_cases.CASES,
        *python_answers.CASES,
        *python_leftovers.CASES,
        *nodejs_cases.CASES,
    )
    if HAS_NODE or case.language is Language.PYTHON
]
KIT_MAY_GROW = 120_000
"""Kilobytes."""

MEASURED = ("EC604", "EC605", "EC607")
"""Checks that depend on the machine."""

FINE = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"


def run(handler: Handler, timeout: float, wanted: tuple[str, ...] = ()) -> Run:
    disable = (*MEASURED, *(code for code in COMPARING if code not in wanted))
    options = Options(seed=1, bulk=2, engine="bulk", timeout=timeout, disable=disable)
    (done,) = check(handler, (EventType.VIEWER_REQUEST,), options)
    return done


def processes_of(folder: Path) -> list[int]:
    """Every process with the folder in its environment, or in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            inside = str(folder) in str((process / "cwd").readlink())
        except OSError:
            continue
        if inside or f"LAMBDA_TASK_ROOT={folder}\0".encode() in environment:
            found.append(int(process.name))
    return found


def orphans_of(folder: Path) -> list[int]:
    """The processes that are still there after the moment that dying takes."""
    deadline = time.monotonic() + 1
    while (found := processes_of(folder)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


@pytest.mark.usefixtures("small_search")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_hostile_handler(case: Case, tmp_path: Path) -> None:
    handler = case.write(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done = run(handler, case.timeout, case.codes)
    assert tuple(sorted({finding.code for finding in done.findings})) == case.codes
    assert done.seconds < case.seconds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < before + KIT_MAY_GROW
    if sys.platform == "linux":
        assert orphans_of(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == [handler.path.name]


WORST = ("stop of the group", "garbage on every descriptor", "endless start", "a daemon")


@pytest.mark.usefixtures("small_search")
def test_the_command_goes_on_with_the_next_handler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sources = {case.name: case.source for case in CASES if case.name.startswith("python")}
    worst = {f"worst{n}.py": sources[f"python {name}"] for n, name in enumerate(WORST)}
    for name, source in {**worst, "fine.py": FINE}.items():
        (tmp_path / name).write_text(source)
    search = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "2", "--timeout", "0.5"]
    search += NOT_COMPARING
    assert cli.run(["check", *worst, "fine.py", *search, "--format", "json", "--workers", "1"]) == 1
    runs = {run["file"]: run["findings"] for run in json.loads(capsys.readouterr().out)["runs"]}
    codes = [[finding["code"] for finding in runs[name]] for name in worst]
    assert codes == [["EC103"], ["EC104"], ["EC101"], []]
    assert runs["fine.py"] == []
