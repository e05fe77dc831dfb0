"""What cannot be asked for is refused at the call, in one sentence."""

from typing import Any

import pytest

from edgeconform import strategies
from edgeconform.errors import UsageError
from edgeconform.model import EventType
from edgeconform.schemas import limits

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"methods": ["TRACE"]}, "unknown method 'TRACE'"),
    ({"methods": ["get"]}, "unknown method 'get'"),
    ({"methods": []}, "at least one"),
    ({"methods": "GET"}, "list"),
    ({"origin": "ftp"}, "unknown origin 'ftp'; choose one of s3, custom"),
    ({"policy": "all"}, "unknown policy 'all'"),
    ({"headers": ["a b"]}, "'a b' is no header name"),
    ({"headers": ["X-Edge-Location"]}, "no event carries"),
    ({"headers": "x-a"}, "list"),
    ({"limits": "2016-01"}, "unknown limits '2016-01'"),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_options_that_cannot_be(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message) as raised:
        strategies.events("origin-request", **options)
    assert str(raised.value).count("\n") == 0


def test_an_unknown_event_type() -> None:
    for call in (strategies.events, strategies.Generator, strategies.base_event):
        with pytest.raises(UsageError, match="unknown event type 'request'; choose one of viewer"):
            call("request")
    with pytest.raises(UsageError, match="unknown event type"):
        list(strategies.corpus("request"))


def test_options_are_brought_into_one_form() -> None:
    options = strategies.EventOptions(methods=("POST", "GET"), headers=("X-A", "x-a"))
    assert options.methods == ("GET", "POST")
    assert options.headers == ("x-a",)
    assert options.table.figures == limits().figures


def test_event_types_may_be_names() -> None:
    named = strategies.base_event("viewer-request")
    assert named == strategies.base_event(EventType.VIEWER_REQUEST)


def test_vocabularies_join() -> None:
    one = strategies.Vocabulary(uris=("/a", "/b"))
    other = strategies.Vocabulary(uris=("/b", "/c"), strings=("d",))
    assert one | other == strategies.Vocabulary(uris=("/a", "/b", "/c"), strings=("d",))
    assert not strategies.Vocabulary()
    assert one


@pytest.mark.parametrize(
    ("options", "known"),
    [
        ({}, set()),
        ({"policy": "minimal"}, set()),
        ({"headers": ["CloudFront-Viewer-City"]}, {"cloudfront-viewer-city"}),
        ({"policy": "all-viewer"}, {"te"}),
        ({"policy": "all-viewer-except-host", "headers": ["X-A"]}, {"te", "x-a"}),
        ({"policy": "geo", "headers": ["X-A"]}, {"x-a"}),
    ],
)
def test_headers_that_a_policy_is_known_to_deliver(
    options: dict[str, Any], known: set[str]
) -> None:
    """Those that are named, and under a policy that forwards them all, those dropped by default."""
    assert strategies.delivered(strategies.EventOptions(**options)) == known


def test_headers_that_only_an_old_table_restricts() -> None:
    """They too go to the origin under a policy that forwards all that the viewer sent."""
    old = strategies.EventOptions(policy="all-viewer", limits="2017-12")
    assert "authorization" in strategies.delivered(old)
