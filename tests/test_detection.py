"""A part of the detection benchmark: defects are found within the default budget, and no others."""

import shutil

import pytest

from benchmarks.detection.cases import CORRECT, GROUPS, Case, cases
from benchmarks.detection.measure import find
from edgeconform.engine import check
from edgeconform.model import Level

EVERY = cases(*GROUPS)
HARD = {
    "basic_auth.py",
    "cookie_jar.py",
    "feed_redirect.js",
    "large_upload.py",
    "page_limit.js",
    "preview_cookie.js",
    "session_prefix.py",
    "sku_pattern.py",
    "admin_without_token.py",
    "campaign.py",
    "country_and_cookie.py",
    "export_format.py",
    "image_params.js",
    "locale_cookie.py",
    "preflight.js",
    "staging_login.py",
    "webhook_signature.js",
}
"""Those that took the search something to find."""

NO_NODE = shutil.which("node") is None


def named(case: Case) -> str:
    return f"{case.group}/{case.name}"


def runnable(found: tuple[Case, ...]) -> list[object]:
    """The cases, those in JavaScript left out where there is no Node.js."""
    skip = pytest.mark.skipif(NO_NODE, reason="there is no Node.js")
    return [
        pytest.param(case, id=named(case), marks=[skip] if case.name.endswith(".js") else [])
        for case in found
    ]


def test_the_benchmark_is_as_large_as_it_says() -> None:
    """Half of the handlers need a literal, two conditions at once, or two invocations."""
    groups = [case.group for case in EVERY]
    assert len(EVERY) >= 80
    assert 2 * sum(group != "easy" for group in groups) >= len(groups)
    assert len(cases(CORRECT)) >= 40
    assert all(case.expected for case in EVERY)
    assert {case.name.rpartition(".")[2] for case in EVERY} == {"py", "js"}


@pytest.mark.parametrize(
    "case", runnable(tuple(case for case in EVERY if case.name in HARD and case.group != CORRECT))
)
def test_a_defect_is_found_within_the_default_budget(case: Case) -> None:
    result = find(case, seed=3, guided=True)
    assert result.found, f"{case.expected} was not found in {result.events} events"


@pytest.mark.parametrize("case", runnable(cases(CORRECT)[::5]))
def test_a_correct_handler_is_let_pass(case: Case) -> None:
    target, options = case.target, case.options(seed=3, guided=True, bulk=300)
    runs = check(target.handler, (target.event_type,), options)
    assert [f for run in runs for f in run.findings if f.level is Level.ERROR] == []
