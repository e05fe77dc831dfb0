"""Reads that are recorded: what they teach, and the findings that only they show."""

from pathlib import Path

from edgeconform import failures
from edgeconform.model import Run
from edgeconform.replay import Verdict, replay
from tests.engine.conftest import Checked

ASKS_IN_VAIN = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if "cloudfront-viewer-country" in request["headers"]:
        request["headers"]["x-geo"] = [{"key": "X-Geo", "value": "yes"}]
    return request
"""
LEARNS = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for word in ("token", "secret"):
        if "-".join(("x", "own", word)) in request["headers"]:
            return None
    return request
"""
READS_ON_ONE_PATH = """
def pairs(text):
    return dict(pair.split("=", 1) for pair in text.split("&") if "=" in pair)
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/export" and pairs(request["querystring"]).get("format"):
        return None
    return request
"""
READS_BEHIND_A_TABLE = """
from urllib.parse import parse_qs
LINKS = {"spring": "/campaign", "b2b": "/business"}
def one(params, name):
    return params[name][0] if name in params else ""
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].removeprefix("/go/").strip("/") not in LINKS:
        return request
    params = parse_qs(request["querystring"])
    return None if one(params, "clickid") else request
"""
HANGS_ON_PROBES = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    while type(request) is not dict:
        pass
    return request
"""


def codes(run: Run) -> list[str]:
    return [finding.code for finding in run.findings]


def test_a_header_that_never_comes_is_found_on_the_ordinary_event(searched: Checked) -> None:
    run = searched(ASKS_IN_VAIN)
    assert codes(run) == ["EC805"]
    assert dict(run.tried)["probes"] == 10


def test_a_finding_of_a_read_is_replayed(checked: Checked, tmp_path: Path) -> None:
    run = checked(ASKS_IN_VAIN)
    (path,) = failures.save(run, tmp_path)
    assert replay(failures.read(path)).verdict is Verdict.FAILING
    run.handler.path.write_text(ASKS_IN_VAIN.replace("cloudfront-viewer-country", "accept"))
    assert replay(failures.read(path)).verdict is Verdict.FIXED


def test_a_name_that_only_reads_show_is_tried(searched: Checked) -> None:
    assert codes(searched(LEARNS)) == ["EC201"]
    assert codes(searched(LEARNS, guided=False)) == []


def test_what_is_read_on_one_path_only_is_tried_there(searched: Checked) -> None:
    (finding,) = searched(READS_ON_ONE_PATH, bulk=0, max_examples=1).findings
    request = finding.event["Records"][0]["cf"]["request"]
    assert (finding.code, request["uri"], request["querystring"]) == (
        "EC201",
        "/export",
        "format=1",
    )


def test_what_is_read_only_where_the_corpus_comes_further_is_tried(searched: Checked) -> None:
    (finding,) = searched(READS_BEHIND_A_TABLE, bulk=1000, max_examples=1).findings
    request = finding.event["Records"][0]["cf"]["request"]
    assert finding.code == "EC201"
    assert request["querystring"].partition("=")[0] == "clickid"


def test_what_only_happens_while_reads_are_recorded_is_not_judged(searched: Checked) -> None:
    run = searched(HANGS_ON_PROBES, timeout=0.3)
    assert codes(run) == []
    assert dict(run.tried)["probes"] == 1
    assert dict(run.tried)["bulk"] == 200
