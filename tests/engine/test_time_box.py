"""A time box ends a search cleanly: with what was found until then, and a note."""

import pytest

from edgeconform.engine import Engine
from tests.engine.conftest import Checked

SLOW = """
import time
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    time.sleep(.02)
    request['headers']['x-page'] = 'html'
    return request
"""
QUICK = SLOW.replace("time.sleep(.02)", "pass")
NOTE = "the search was ended after 0.3 s, by its time box"


@pytest.mark.parametrize("engine", ["bulk", "hypothesis"])
def test_a_slow_search_ends_with_what_it_found(checked: Checked, engine: Engine) -> None:
    run = checked(SLOW, engine=engine, time_box=0.3)
    assert [finding.code for finding in run.findings] == ["EC305"]
    assert NOTE in run.notes
    assert 0 < run.events < 100


def test_what_stays_within_its_box_is_as_without_one(checked: Checked) -> None:
    boxed, free = checked(QUICK, time_box=60), checked(QUICK)
    assert (boxed.notes, boxed.tried) == (free.notes, free.tried)
    assert boxed.findings == free.findings
