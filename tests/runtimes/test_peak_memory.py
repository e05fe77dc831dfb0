"""The peak of a handler's memory is its own, however large the process that starts it."""

from pathlib import Path

import pytest

from edgeconform.handlers import discover
from edgeconform.model import EventType
from edgeconform.runtimes import WorkerOptions, held_memory, open_worker
from tests import support
from tests.config.miniatures import GOOD, GOOD_JS

LARGE = 250_000_000


@pytest.mark.parametrize(("name", "source"), [("h.py", GOOD), ("h.js", GOOD_JS)])
def test_a_large_parent_is_not_counted(name: str, source: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(source)
    [handler] = discover(tmp_path / name)
    held = bytearray(LARGE)
    held[::4096] = b"x" * len(held[::4096])
    with open_worker(handler, WorkerOptions(event_type=EventType.VIEWER_REQUEST)) as worker:
        [invocation] = worker.run([support.event("viewer-request")])
    assert 5_000_000 < invocation.measurement.peak_memory < 100_000_000


HOLDS = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    held = bytearray(200_000_000 if request["uri"] == "/large" else 10)
    held[::4096] = b"x" * len(held[::4096])
    return request
"""


@pytest.mark.parametrize("most_ended", [8, 0])
def test_what_one_event_took_is_not_counted_to_the_next(
    most_ended: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_memory, "MOST_ENDED", most_ended)
    (tmp_path / "h.py").write_text(HOLDS)
    [handler] = discover(tmp_path / "h.py")
    events = [support.event("viewer-request") for _ in range(4)]
    events[1]["Records"][0]["cf"]["request"]["uri"] = "/large"
    with open_worker(handler, WorkerOptions(event_type=EventType.VIEWER_REQUEST)) as worker:
        peaks = [each.measurement.peak_memory for each in worker.run(events)]
    assert [peak > 200_000_000 for peak in peaks] == [False, True, False, False]
