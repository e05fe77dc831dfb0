"""The public strategies under Hypothesis."""

import time
from collections.abc import Callable
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from edgeconform.strategies import (
    base_event,
    drawn_events,
    events,
    origin_requests,
    origin_responses,
    viewer_requests,
    viewer_responses,
)
from tests.strategies.samples import WORDS, cf

SEARCH = hypothesis.settings(
    max_examples=1_500,
    database=None,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

Shows = Callable[[dict[str, Any]], bool]


def smallest(strategy: st.SearchStrategy[Any], shows: Shows) -> dict[str, Any]:
    return cf(hypothesis.find(strategy, lambda event: shows(cf(event)), settings=SEARCH))


@pytest.mark.parametrize(
    ("strategy", "kind"),
    [
        (viewer_requests(), "viewer-request"),
        (origin_requests(), "origin-request"),
        (origin_responses(), "origin-response"),
        (viewer_responses(), "viewer-response"),
        (events("viewer-response"), "viewer-response"),
    ],
)
def test_the_smallest_event_is_the_base_event(strategy: st.SearchStrategy[Any], kind: str) -> None:
    assert smallest(strategy, lambda _: True) == cf(base_event(kind))


def test_a_failing_test_shows_the_smallest_event() -> None:
    found = smallest(viewer_requests(), lambda event: "cookie" in event["request"]["headers"])
    base = cf(base_event("viewer-request"))
    base["request"]["headers"]["cookie"] = [{"key": "Cookie", "value": "a=1"}]
    assert found == base


def test_two_conditions_shrink_apart() -> None:
    def shows(event: dict[str, Any]) -> bool:
        return event["response"]["status"] == "404" and "s3" in event["request"]["origin"]

    found = smallest(origin_responses(), shows)
    assert found["request"]["uri"] == "/"
    assert found["request"]["method"] == "GET"
    assert found["request"]["origin"]["s3"]["customHeaders"] == {}
    assert found["response"]["statusDescription"] == "Not Found"


def test_an_absent_header_is_found() -> None:
    found = smallest(
        viewer_requests(), lambda event: "user-agent" not in event["request"]["headers"]
    )
    assert set(found["request"]["headers"]) <= {"host", "accept"}


def test_the_options_hold() -> None:
    @hypothesis.settings(SEARCH, max_examples=60)
    @hypothesis.given(
        origin_requests(methods=["POST"], origin="s3", policy="geo", include_body=True)
    )
    def look(event: Any) -> None:
        request = cf(event)["request"]
        assert request["method"] == "POST"
        assert "body" in request
        assert "s3" in request["origin"]
        assert request["querystring"] == ""

    look()


def test_headers_that_the_policy_delivers() -> None:
    wanted = ("Authorization", "CloudFront-Viewer-Country", "X-Tenant")
    strategy = origin_requests(policy="minimal", headers=wanted)
    for name in ("authorization", "cloudfront-viewer-country", "x-tenant"):
        smallest(strategy, lambda event, name=name: name in event["request"]["headers"])


def test_a_vocabulary_is_drawn_from() -> None:
    strategy = drawn_events("viewer-request", vocabulary=WORDS)
    found = smallest(strategy, lambda event: event["request"]["querystring"] == "mode=raw")
    assert found["request"]["headers"]["host"]


def test_no_event_is_dear() -> None:
    """Few draws: Hypothesis asks far more for a draw than the event costs."""

    def seconds(strategy: st.SearchStrategy[Any]) -> float:
        @hypothesis.settings(SEARCH, max_examples=300, phases=[Phase.generate])
        @hypothesis.given(strategy)
        def draw(_event: Any) -> None:
            pass

        start = time.process_time()
        draw()
        return time.process_time() - start

    floor = min(seconds(st.integers()) for _ in range(3))
    dearest = max(min(seconds(s()) for _ in range(2)) for s in (viewer_requests, origin_responses))
    assert dearest < 8 * floor
