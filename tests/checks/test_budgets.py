"""Time, processor time, and figures near their quota."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Measurement, Raised
from edgeconform.schemas import limits
from tests.support import codes, event, findings, headers, invocation, request, response


def measured(event_type: str = "viewer-request", **figures: float) -> Any:
    """A request passed on, at this cost."""
    return invocation(event_type, request(event_type), measurement=Measurement(**figures))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wall", "conditions", "expected"),
    [
        (14.9, Conditions(), []),
        (15.0, Conditions(), []),
        (15.1, Conditions(), ["EC604"]),
        (27.1, Conditions(), ["EC604", "EC605"]),
        (3.0, Conditions(limits=limits("2023-03")), ["EC604"]),
        (0.6, Conditions(timeout=1), ["EC604"]),
        (0.05, Conditions(time_budget=0.05), []),
        (0.051, Conditions(time_budget=0.05), ["EC604"]),
    ],
)
def test_time(wall: float, conditions: Conditions, expected: list[str]) -> None:
    assert codes(measured(wall=wall), conditions) == expected


def test_a_budget_and_the_limit_are_two_places() -> None:
    (over_budget,) = findings(measured(wall=16), Conditions(time_budget=1))
    (over_half,) = findings(measured(wall=16))
    assert (over_budget.place, over_half.place) == ("time budget", "time limit")


def test_an_invocation_without_answer_has_no_budget() -> None:
    outcome = Raised(error_type="Error", message="")
    made = invocation("viewer-request", outcome, measurement=Measurement(wall=20, cpu=20))
    assert codes(made) == ["EC102"]


@pytest.mark.parametrize(
    ("cpu", "conditions", "expected"),
    [
        (2.1, Conditions(), []),
        (2.2, Conditions(), ["EC607"]),
        (2.2, Conditions(memory=256), []),
        (0.4, Conditions(timeout=5), ["EC607"]),
        (29.0, Conditions(memory=10_240), []),
    ],
)
def test_processor_time_at_the_edge(
    cpu: float, conditions: Conditions, expected: list[str]
) -> None:
    """128 MB are a fourteenth of a processor, more than 1,769 MB no faster than a whole one."""
    assert codes(measured("origin-request", cpu=cpu), conditions) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [(36_864, []), (36_865, ["EC605"]), (40_960, ["EC605"]), (40_961, ["EC601"])],
)
def test_nine_tenths_of_a_quota(size: int, expected: list[str]) -> None:
    """One finding for a response, near its quota or over it."""
    result = {"status": "200", "body": "a" * size}
    assert codes(invocation("viewer-request", result)) == expected


def test_a_response_is_near_its_quota_as_sent() -> None:
    """The separators of a header count here, where they only warn."""
    result = {"status": "200", "headers": headers(x_a="b"), "body": "a" * (36_864 - 4)}
    assert codes(invocation("viewer-request", result)) == ["EC605"]
    assert codes(invocation("viewer-request", {**result, "headers": {}})) == []


@pytest.mark.parametrize("event_type", ["viewer-request", "origin-response"])
def test_an_event_near_a_quota_is_no_finding(event_type: str) -> None:
    jar = headers(host="www.example.com", cookie="a" * 32_000)
    if event_type == "viewer-request":
        large = request(headers=jar)
        made = invocation(event_type, large, event(event_type, large))
    else:
        large = response(headers=jar)
        made = invocation(event_type, large, event(event_type, None, large))
    assert codes(made) == []


@pytest.mark.parametrize(("given", "expected"), [(54_000, []), (53_996, ["EC605"])])
def test_a_replaced_body_that_has_not_grown_is_no_finding(given: int, expected: list[str]) -> None:
    sent = {"inputTruncated": False, "action": "read-only", "encoding": "base64"}
    asking = request(method="POST", body={**sent, "data": "a" * given})
    result = {**asking, "body": {**sent, "action": "replace", "data": "b" * 54_000}}
    assert codes(invocation("viewer-request", result, event("viewer-request", asking))) == expected


def test_headers_near_the_quota_of_a_request() -> None:
    given = request()
    result = {**given, "headers": {**given["headers"], **headers(x_a="a" * 30_000)}}
    (finding,) = findings(invocation("viewer-request", result))
    assert (finding.code, finding.place) == ("EC605", "headers added")


@pytest.mark.parametrize(
    "figures",
    [
        ({"wall": 16.0}, {"wall": 17.0}),
        ({"wall": 27.5}, {"wall": 28.5}),
        ({"cpu": 3.0}, {"cpu": 4.0}),
        ({"peak_memory": 120 << 20}, {"peak_memory": 125 << 20}),
        ({"peak_memory": 200 << 20}, {"peak_memory": 300 << 20}),
    ],
)
def test_what_is_measured_is_told_apart_from_the_message(
    figures: tuple[dict[str, float], dict[str, float]],
) -> None:
    """A report for machines is the same for the same seed; the figure is for people."""
    one, other = (findings(measured(**each)) for each in figures)
    assert [each.message for each in one] == [each.message for each in other]
    assert [each.measured for each in one] != [each.measured for each in other]
