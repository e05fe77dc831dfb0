"""Headers that CloudFront makes nothing of, or that belong elsewhere."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from tests.checks.edited_headers import passed_on, with_headers
from tests.support import codes, headers, invocation, request


@pytest.mark.parametrize(
    ("event_type", "before", "after", "expected"),
    [
        ("viewer-request", None, "DE", ["EC303"]),
        ("viewer-request", "FR", "DE", ["EC303"]),
        ("viewer-request", "FR", None, []),
        ("viewer-request", "FR", "FR", []),
        ("origin-request", None, "DE", []),
    ],
)
def test_viewer_country(event_type: str, before: Any, after: Any, expected: list[str]) -> None:
    """Adding and changing count, and only in viewer-request."""
    given, returned = (
        with_headers(event_type, **({"cloudfront-viewer-country": value} if value else {}))
        for value in (before, after)
    )
    assert passed_on(event_type, given, returned) == expected


def test_viewer_country_in_a_generated_response() -> None:
    """The restriction is about what goes on to the origin."""
    built = {"status": "200", "headers": headers(cloudfront_viewer_country="DE")}
    assert codes(invocation("viewer-request", built)) == []


@pytest.mark.parametrize(
    ("event_type", "result", "expected"),
    [
        ("viewer-request", with_headers("viewer-request", set_cookie="a=1"), ["EC312"]),
        ("origin-request", with_headers("origin-request", set_cookie="a=1"), ["EC312"]),
        ("viewer-request", {"status": "200", "headers": headers(set_cookie="a=1")}, []),
        ("viewer-response", with_headers("viewer-response", set_cookie="a=1"), []),
    ],
)
def test_set_cookie(event_type: str, result: dict[str, Any], expected: list[str]) -> None:
    """Set-Cookie belongs on responses."""
    assert codes(invocation(event_type, result)) == expected


def test_set_cookie_that_the_viewer_sent() -> None:
    """What the viewer sent is passed on in silence."""
    given = with_headers("viewer-request", set_cookie="a=1")
    assert passed_on("viewer-request", given, {**given, "uri": "/other"}) == []


@pytest.mark.parametrize(
    ("event_type", "name", "delivered", "expected"),
    [
        ("viewer-request", "te", None, ["EC314"]),
        ("origin-request", "te", None, ["EC314"]),
        ("origin-request", "te", {"te"}, []),
        ("viewer-response", "te", None, []),
        (
            "viewer-request",
            "cloudfront-is-mobile-viewer",
            {"cloudfront-is-mobile-viewer"},
            ["EC314"],
        ),
        ("viewer-request", "cloudfront-is-mobile-viewer", set(), []),
        ("viewer-request", "cloudfront-is-mobile-viewer", None, []),
        ("origin-request", "cloudfront-is-mobile-viewer", {"cloudfront-is-mobile-viewer"}, []),
        ("viewer-request", "cloudfront-viewer-country", {"cloudfront-viewer-country"}, ["EC303"]),
        ("viewer-request", "accept-encoding", {"accept-encoding"}, []),
    ],
)
def test_no_effect(
    event_type: str, name: str, delivered: set[str] | None, expected: list[str]
) -> None:
    """TE unless it is delivered; CloudFront-* only where a policy is known to deliver it."""
    conditions = Conditions(delivered=None if delivered is None else frozenset(delivered))
    made = invocation(event_type, with_headers(event_type, **{name: "true"}))
    assert codes(made, conditions) == expected


def test_te_that_the_viewer_sent() -> None:
    """Passing on or deleting TE is no edit without effect."""
    given = with_headers("origin-request", te="trailers")
    assert passed_on("origin-request", given, {**given, "uri": "/other"}) == []
    assert passed_on("origin-request", given, request("origin-request")) == []
