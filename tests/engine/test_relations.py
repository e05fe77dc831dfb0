"""Whole runs that compare: what it takes, what is left out, and how findings are saved."""

from pathlib import Path

import pytest

from edgeconform import failures
from edgeconform.model import Run
from edgeconform.replay import Verdict, replay
from tests.engine.compared_sources import BEGIN, COUNTS, FOR_THE_COUNTRY, REMEMBERS, SLASHES
from tests.engine.conftest import Checked, found


def test_comparing_runs_of_an_ordinary_handler_takes_few_invocations(checked: Checked) -> None:
    run = checked(f"{BEGIN}    request['headers']['x-a'] = [{{'value': '1'}}]\n    return request")
    assert not run.findings
    assert dict(run.tried)["relations"] <= 200


def test_checks_that_are_disabled_are_left_out(checked: Checked) -> None:
    assert not found(checked(REMEMBERS, disable=("EC701",)))


def test_a_handler_that_hangs_is_left_alone(checked: Checked) -> None:
    body = REMEMBERS.replace("    return", "    while request['querystring']: pass\n    return")
    run = checked(body, timeout=0.2)
    assert "relations" not in dict(run.tried)
    assert not found(run)


def test_the_same_seed_compares_the_same(checked: Checked, remembering: Run) -> None:
    assert checked(REMEMBERS).findings == remembering.findings


@pytest.mark.usefixtures("little_minimised")
@pytest.mark.parametrize(
    ("body", "event_type", "mended"),
    [
        (REMEMBERS, "viewer-request", ("LAST.append('seen')", "pass")),
        (SLASHES, "viewer-request", ("'302'", "'200'")),
        (FOR_THE_COUNTRY, "origin-request", ("max-age=86400", "max-age=60")),
        (COUNTS, "viewer-request", ("str(os.getpid())", "'1'")),
    ],
)
def test_a_saved_finding_is_replayed_until_it_is_mended(
    checked: Checked, tmp_path: Path, body: str, event_type: str, mended: tuple[str, str]
) -> None:
    run = checked(body, event_type)
    handler = run.handler.path
    saved = [
        failures.read(path) for path in failures.save(run, tmp_path) if path.name.startswith("EC7")
    ]
    assert saved
    assert {replay(each).verdict for each in saved} == {Verdict.FAILING}
    handler.write_text(body.replace(*mended), encoding="utf-8")
    assert {replay(each).verdict for each in saved} == {Verdict.FIXED}
