"""Which of the exchanges of a search are kept to be compared."""

import json
from copy import deepcopy

import pytest

from edgeconform.checks import Conditions, Exchange
from edgeconform.engine.sample import Sample
from edgeconform.model import Covered, EventType, Invocation, Json, Returned, Runtime
from edgeconform.strategies import base_event
from tests.engine.conftest import Checked

BASE = base_event("viewer-request")
NO_ENTRIES = """
def handler(event, context):
    response = event['Records'][0]['cf']['response']
    return {{**response, 'headers': {{**response['headers'], 'location': {value}}}}}
"""


@pytest.mark.parametrize("value", ["[]", "['/a']", "[None]", "'/a'", "None", "[[]]"])
def test_a_location_of_any_shape_is_taken_in(searched: Checked, value: str) -> None:
    run = searched(NO_ENTRIES.format(value=value), "origin-response", bulk=0, max_examples=1)
    assert {each.code for each in run.findings} <= {"EC304", "EC305", "EC306"}


def redirected(method: str, target: str, status: int = 302) -> Exchange:
    """A request that was answered with a redirect to `target`."""
    return answered(method, "/", {"status": status, "headers": {"location": [{"value": target}]}})


def answered(
    method: str,
    uri: str,
    result: Json = None,
    *,
    covered: Covered = (),
    runtime: str = "python3.13",
) -> Exchange:
    """A request with its answer; without one, it was handed back."""
    event = deepcopy(BASE)
    request = event["Records"][0]["cf"]["request"]
    request |= {"method": method, "uri": uri}
    result = request if result is None else result
    invocation = Invocation(
        event_type=EventType.VIEWER_REQUEST,
        event=event,
        outcome=Returned(payload=json.dumps(result).encode()),
        runtime=Runtime.parse(runtime),
        covered=covered,
    )
    return Exchange(invocation, Conditions(named=frozenset({"de"})))


def test_what_is_done_seldom_is_among_the_first() -> None:
    """A page of the handler's own, behind many redirects that differ in what was asked."""
    sample = Sample()
    for number in range(60):
        sample.add(redirected("GET", f"/a?{number}-{'-' * number}"))
    sample.add(redirected("HEAD", "/a"))
    sample.add(redirected("GET", "/de/"))
    first = [each.result["headers"]["location"][0]["value"] for each in sample.exchanges()[:2]]
    assert first == ["/a?0-", "/de/"]


def test_what_is_edited_comes_first_and_then_by_turns() -> None:
    left_alone = [answered("GET", f"/{number}") for number in range(2)]
    sample = Sample()
    for exchange in (*left_alone, redirected("GET", "/a"), redirected("GET", "/de/")):
        sample.add(exchange)
    assert [each.is_unedited for each in sample.exchanges()] == [False, True, False, True]


def test_a_shape_is_kept_twice_and_a_deed_leaves_room_for_others() -> None:
    sample = Sample()
    for status in range(300, 400):
        for _ in range(5):
            sample.add(redirected("GET", "/a", status))
    sample.add(redirected("GET", "/de/"))
    kept = [str(each.result["status"]) for each in sample.exchanges()]
    assert len(kept) == 2 * 40 + 1
    assert kept.count("300") == 2


def test_what_is_left_alone_on_many_paths_leaves_room_for_what_is_done() -> None:
    sample = Sample()
    for number in range(200):
        sample.add(answered("GET", f"/de/{'a-' * (number % 8)}", None))
        sample.add(answered(("GET", "PUT", "HEAD")[number % 3], f"/{number}"))
    for number in range(30):
        sample.add(redirected("GET", "/a", 300 + number))
    assert sum(not each.is_unedited for each in sample.exchanges()) == 30


def test_the_deeds_that_are_edits_come_by_how_often_they_were_seen() -> None:
    sample = Sample()
    sample.add(redirected("GET", "/de/"))
    for target in ("/a", "/b", "/c"):
        sample.add(redirected("GET", target))
    locations = [deed[0].result["headers"]["location"][0]["value"] for deed in sample.edited()]
    assert locations == ["/a", "/de/"]


def test_a_deed_is_taken_as_often_as_is_asked_for_among_those_that_suit() -> None:
    sample = Sample()
    for status in range(300, 310):
        for method in ("GET", "HEAD"):
            sample.add(redirected(method, "/a", status))
    taken = sample.exchanges(lambda each: each.given_request["method"] == "HEAD", of_a_deed=3)
    assert [each.given_request["method"] for each in taken] == ["HEAD"] * 3


def test_paths_of_another_kind_come_between_the_many_deeds_of_one() -> None:
    sample = Sample()
    for uri in (*(f"/{number}" for number in range(300, 310)), "/v1.2/intro"):
        result = {"status": 302, "headers": {"location": [{"value": f"/de{uri * 2}"}]}}
        sample.add(answered("GET", uri, result))
    taken = sample.exchanges(of_a_path=1)
    assert "/v1.2/intro" in [each.given_request["uri"] for each in taken[:4]]
    assert len(taken) == len(set(map(id, taken)))


@pytest.mark.parametrize(
    ("uri", "target", "apart"),
    [("/a", "/a/", "/b"), ("/a/", "/a", "/b"), ("/A", "/a", "/b"), ("/a", "/x/a", "/b")],
)
def test_redirects_that_may_undo_each_other_are_different_deeds(
    uri: str, target: str, apart: str
) -> None:
    sample = Sample()
    for location in (target, apart):
        result = {"status": 302, "headers": {"location": [{"value": location}]}}
        sample.add(answered("GET", uri, result))
    assert len(sample.edited()) == 2


@pytest.mark.parametrize("location", ["https://[/a", "//[", "http://[::1"])
def test_a_location_that_is_no_address_is_taken_in(location: str) -> None:
    sample = Sample()
    sample.add(redirected("GET", location))
    assert len(sample.edited()) == 1


@pytest.mark.parametrize(("runtime", "deeds"), [("python3.13", 3), ("nodejs22.x", 1)])
def test_what_led_to_new_lines_is_a_deed_where_lines_are_told_of_each_event(
    runtime: str, deeds: int
) -> None:
    sample = Sample()
    for number, covered in enumerate(((("a.py", (1,)),), (("a.py", (2, 3)),), (), ())):
        sample.add(answered("GET", f"/{number}", covered=covered, runtime=runtime))
    assert len(sample.exchanges(of_a_deed=1)) == deeds


def test_the_first_of_each_deed_is_known_in_the_order_of_coming() -> None:
    sample = Sample()
    for uri, target in (("/", "/b"), ("/", "/c")):
        sample.add(
            answered("GET", uri, {"status": 302, "headers": {"location": [{"value": target}]}})
        )
    sample.add(answered("GET", "/"))
    before = sample.firsts()
    sample.add(answered("GET", "/", {"status": 404, "headers": {"x-a": [{"value": "1"}]}}))
    after = sample.firsts()
    assert [each.result["status"] for each in after] == [302, 404]
    assert after[: len(before)] == before
