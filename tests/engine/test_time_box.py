"""A time box ends each part of a run cleanly: with what was found until then, and a note."""

from itertools import count

import pytest

from edgeconform.engine import Engine, time_box
from tests.engine.conftest import Checked, found

SLOW = """
import time
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    time.sleep(.02)
    request['headers']['x-page'] = 'html'
    return request
"""
QUICK = SLOW.replace("time.sleep(.02)", "pass")
KEEPS = """
seen = []
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    seen.extend(request['headers'].get('x-tenant', ()))
    request['headers']['x-for'] = [{'key': 'X-For', 'value': 'some' if seen else 'none'}]
    return request
"""


@pytest.mark.parametrize("engine", ["bulk", "hypothesis"])
def test_a_slow_search_ends_with_what_it_found(checked: Checked, engine: Engine) -> None:
    run = checked(SLOW, engine=engine, time_box=0.3)
    assert [finding.code for finding in run.findings] == ["EC305"]
    (note,) = run.notes
    assert note.startswith(
        "the time box of 0.3 s, of which each part has a share, cut short: boundary, "
    )
    assert 0 < run.events < 100


def test_what_stays_within_its_box_is_as_without_one(checked: Checked) -> None:
    boxed, free = checked(QUICK, time_box=60), checked(QUICK)
    assert (boxed.notes, boxed.tried) == (free.notes, free.tried)
    assert boxed.findings == free.findings


@pytest.fixture
def a_second_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second pass whenever it is asked whether a part is over: after each event."""
    monkeypatch.setattr(time_box, "monotonic", count().__next__)


@pytest.mark.usefixtures("a_second_a_look")
def test_a_slow_search_leaves_time_to_compare_runs(checked: Checked) -> None:
    run = checked(KEEPS, bulk=10_000, max_examples=100, time_box=1200)
    assert found(run) == {("EC701", "headers.x-for")}
    tried = dict(run.tried)
    assert tried["bulk"] < 1200 * 0.55
    assert tried["hypothesis"] < 100
    (note,) = run.notes
    assert note == (
        "the time box of 1200 s, of which each part has a share, cut short: random, Hypothesis"
        " (--time-box sets it)"
    )


@pytest.mark.usefixtures("a_second_a_look")
def test_comparing_runs_ends_with_the_time(checked: Checked) -> None:
    run = checked(KEEPS, bulk=0, max_examples=1, time_box=200)
    assert dict(run.tried)["relations"] <= 200 * 0.5
    assert "relations" in run.notes[0]
