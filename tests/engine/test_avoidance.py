"""What cost a process is avoided, once that is beyond doubt."""

from copy import deepcopy

import pytest

from edgeconform.engine.avoidance import DOUBTS, Avoidance
from edgeconform.strategies import base_event
from tests.engine.conftest import Checked

BASE = base_event("viewer-request")


def event(**request: object) -> dict:
    made = deepcopy(BASE)
    made["Records"][0]["cf"]["request"].update(request)
    return made


def taught(*costly: dict, harmless: tuple[dict, ...] = ()) -> Avoidance:
    avoidance = Avoidance(BASE)
    for each in costly:
        avoidance.learn(each)
    for each in harmless:
        avoidance.learn_harmless(each)
    return avoidance


def test_a_reason_must_be_seen_again_before_it_counts() -> None:
    costly = event(querystring="x=1")
    assert not taught(*[costly] * DOUBTS).avoids(costly)
    assert taught(*[costly] * (DOUBTS + 1)).avoids(costly)


def test_the_reason_is_what_costly_events_share() -> None:
    one, other = event(querystring="x=1", uri="/a"), event(querystring="x=1", method="PUT")
    avoidance = taught(one, *[other] * DOUBTS)
    assert avoidance.avoids(event(querystring="y=2"))
    assert not avoidance.avoids(event(uri="/a", method="PUT"))


def test_an_event_that_costs_nothing_refutes_a_reason() -> None:
    costly = event(querystring="x=1")
    assert not taught(*[costly] * 9, harmless=(costly,)).avoids(costly)
    late = taught(harmless=(costly,))
    for _ in range(9):
        late.learn(costly)
    assert not late.avoids(costly)


def test_where_the_ordinary_event_costs_a_process_all_are_avoided() -> None:
    assert taught(*[BASE] * (DOUBTS + 1)).avoids(event(uri="/any"))


HANGS_ON_HALF = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    while len(str(event)) % 2:
        pass
    if request['uri'] != '/':
        raise ValueError
    return request
"""


@pytest.mark.usefixtures("little_minimised")
def test_a_hang_without_a_reason_hides_no_other_defect(
    searched: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edgeconform.engine.losses.MOST_IN_A_PHASE", 8)
    run = searched(HANGS_ON_HALF, timeout=0.3)
    assert {"EC102", "EC103"} == {finding.code for finding in run.findings}
    assert run.seconds < 30


HANGS_WHEN_REDUCED = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if 'referer' in request['headers']:
        while len(request['headers']) < 3:
            pass
        raise ValueError
    return request
"""


def test_events_that_hang_do_not_hold_up_the_minimising_of_others(searched: Checked) -> None:
    run = searched(HANGS_WHEN_REDUCED, timeout=2.0, bulk=20)
    assert "EC102" in {finding.code for finding in run.findings}
    assert run.seconds < 20
