"""A whole run: every distinct defect once, each on its smallest event; one seed, one report."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType, Level, Run, Runtime
from edgeconform.strategies import EventOptions
from tests.engine.conftest import Checked, check_body
from tests.support import COMPARING

PASSES = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"

TWO_DEFECTS = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    if 'referer' in request['headers']:
        request['headers']['referer'][0]['value'].split('://')[1]
    if request['uri'].endswith('.html'):
        request['headers']['x-page'] = 'html'
    if request['method'] == 'OPTIONS':
        request['headers']['connection'] = [{'key': 'Connection', 'value': 'close'}]
    return request
"""


@pytest.fixture(scope="module")
def two_defects(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of the handler with defects, which compares nothing."""
    return check_body(tmp_path_factory.mktemp("defects"), TWO_DEFECTS, disable=COMPARING)


def places(run: Run) -> set[tuple[str, str]]:
    return {(finding.code, finding.place) for finding in run.findings}


def request_of(run: Run, code: str) -> dict:
    (finding,) = (finding for finding in run.findings if finding.code == code)
    return finding.event["Records"][0]["cf"]["request"]


def test_a_handler_that_passes_the_request_on_has_no_finding(checked: Checked) -> None:
    run = checked(PASSES)
    assert run.findings == ()
    assert dict(run.tried)["bulk"] == 200
    assert dict(run.tried)["hypothesis"] <= 10
    assert run.events == sum(dict(run.tried).values())


SETS_DEVICE = """
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    value = [{'key': 'CloudFront-Is-Mobile-Viewer', 'value': 'true'}]
    request['headers']['cloudfront-is-mobile-viewer'] = value
    return request
"""


def test_the_headers_that_the_policies_deliver_are_known_to_the_checks(searched: Checked) -> None:
    """What the handler sets, CloudFront sets after it where a policy says so."""
    delivers = EventOptions(headers=("CloudFront-Is-Mobile-Viewer",))
    told = places(searched(SETS_DEVICE, event_options=delivers))
    assert told == {("EC314", "headers.cloudfront-is-mobile-viewer")}
    assert places(searched(SETS_DEVICE)) == set()


def test_a_name_that_lambda_cannot_load_is_told(tmp_path: Path) -> None:
    path = tmp_path / "redirect.v2.py"
    path.write_text(PASSES, encoding="utf-8")
    (handler,) = discover(path)
    (run,) = check(handler, (EventType.VIEWER_REQUEST,), Options(seed=1, bulk=5, max_examples=1))
    assert run.findings == ()
    assert [note for note in run.notes if "redirect.v2.py" in note]


NEEDS_THE_NETWORK = """
import socket
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    try:
        socket.create_connection(('api.example.com', 443))
    except OSError:
        if request['uri'] == '/':
            raise
    return request
"""


def test_events_that_end_at_the_network_are_told(searched: Checked) -> None:
    (note,) = searched(NEEDS_THE_NETWORK, bulk=0).notes
    assert "events went no further than the network, which is refused: allow it with" in note
    assert not searched(NEEDS_THE_NETWORK.replace("raise", "pass"), bulk=0).notes


def test_another_interpreter_than_the_runtimes_is_told(searched: Checked) -> None:
    assert not searched(PASSES).notes
    (note,) = searched(PASSES, runtime=Runtime.parse("python3.99"), bulk=0, max_examples=1).notes
    version = ".".join(map(str, sys.version_info[:3]))
    assert (
        note
        == f"there is no python3.99 here: Python {version} ran the handler (--python names another)"
    )


def test_one_run_shows_every_distinct_defect(two_defects: Run) -> None:
    assert places(two_defects) == {
        ("EC102", "handler.py:5 IndexError"),
        ("EC305", "headers.x-page"),
        ("EC301", "headers.connection"),
    }


def test_each_defect_is_shown_on_an_event_with_nothing_to_spare(two_defects: Run) -> None:
    crash = request_of(two_defects, "EC102")
    assert set(crash["headers"]) == {"host", "referer"}
    assert "://" not in crash["headers"]["referer"][0]["value"]
    assert (crash["uri"], crash["querystring"], crash["method"]) == ("/", "", "GET")
    page = request_of(two_defects, "EC305")
    assert page["uri"] == "/.html"
    assert set(page["headers"]) == {"host"}
    assert request_of(two_defects, "EC301")["method"] == "OPTIONS"


def test_the_same_seed_gives_the_same_run(checked: Checked) -> None:
    def timeless(run: Run) -> Run:
        return replace(run, seconds=0, start_seconds=0, slowest_seconds=0)

    assert timeless(checked(TWO_DEFECTS)) == timeless(checked(TWO_DEFECTS))


def test_another_seed_gives_the_same_fingerprints(searched: Checked, two_defects: Run) -> None:
    runs = [two_defects, searched(TWO_DEFECTS, seed=2)]
    assert [f.fingerprint for f in runs[0].findings] == [f.fingerprint for f in runs[1].findings]
    assert len({f.fingerprint for f in runs[0].findings}) == 3


@pytest.mark.parametrize(
    ("engine", "parts"),
    [
        ("bulk", {"corpus", "bulk"}),
        ("hypothesis", {"corpus", "hypothesis"}),
        ("all", {"corpus", "bulk", "hypothesis"}),
    ],
)
def test_an_engine_runs_its_parts(searched: Checked, engine: str, parts: set[str]) -> None:
    assert {name for name, _ in searched(PASSES, engine=engine).tried} >= parts
    others = {"bulk", "hypothesis"} - parts
    assert not others & {name for name, _ in searched(PASSES, engine=engine).tried}


def test_a_hang_costs_one_finding_and_others_are_still_found(searched: Checked) -> None:
    body = TWO_DEFECTS.replace(
        "    return request", "    while request['querystring']:\n        pass\n    return request"
    )
    run = searched(body, timeout=0.3)
    assert {finding.code for finding in run.findings} == {"EC102", "EC103", "EC301", "EC305"}
    assert request_of(run, "EC103")["querystring"]
    assert any("time limit" in note for note in run.notes)


def test_a_handler_that_does_not_load_is_one_finding(searched: Checked) -> None:
    run = searched("import nothing_of_this_name\ndef handler(event, context):\n    return event\n")
    (finding,) = run.findings
    assert (finding.code, finding.level) == ("EC101", Level.ERROR)
    assert run.events == 1


def test_a_defect_at_many_places_does_not_fill_the_report(searched: Checked) -> None:
    names = [f"x-name-{n}" for n in range(12)]
    body = (
        "def handler(event, context):\n"
        "    request = event['Records'][0]['cf']['request']\n"
        f"    for name in {names}:\n"
        "        request['headers'][name] = 'text'\n"
        "    return request\n"
    )
    run = searched(body)
    assert len(run.findings) == 8
    assert "EC305 was found at 4 more places, which are not listed" in run.notes


def test_a_handler_with_thousands_of_bad_headers_is_judged_quickly(searched: Checked) -> None:
    body = (
        "def handler(event, context):\n"
        "    request = event['Records'][0]['cf']['request']\n"
        "    for n, part in enumerate(request['uri'].split('/')):\n"
        "        request['headers'][f'x-{n}'] = part\n"
        "    return request\n"
    )
    assert [finding.code for finding in searched(body, bulk=100).findings] == ["EC305"]


def test_a_check_can_be_disabled_and_a_policy_check_enabled(searched: Checked) -> None:
    body = (
        "def handler(event, context):\n"
        "    request = event['Records'][0]['cf']['request']\n"
        "    request['method'] = 'GET'\n"
        "    request['headers']['connection'] = [{'value': 'close'}]\n"
        "    return request\n"
    )
    assert {f.code for f in searched(body).findings} == {"EC301"}
    run = searched(body, disable=("header-disallowed",), enable=("EC206",))
    assert {(f.code, f.level) for f in run.findings} == {("EC206", Level.POLICY)}


@pytest.mark.parametrize(
    ("header", "matters"), [("user-agent", True), ("referer", False)], ids=["absent", "present"]
)
def test_it_is_told_whether_what_the_event_lacks_matters(
    searched: Checked, header: str, matters: bool
) -> None:
    test = "not in" if matters else "in"
    body = (
        "def handler(event, context):\n"
        "    request = event['Records'][0]['cf']['request']\n"
        f"    if '{header}' {test} request['headers']:\n"
        "        raise ValueError\n"
        "    return request\n"
    )
    (finding,) = searched(body).findings
    assert finding.absence_matters is matters
