"""EC711: errors and redirects that are kept too long."""

from typing import Any

import pytest

from edgeconform.checks import Conditions, Exchange, find
from tests.support import codes, event, headers, invocation, request, response


@pytest.mark.parametrize(
    ("status", "age", "expected"),
    [
        ("404", "max-age=61", True),
        ("404", "max-age=60", False),
        (500, "public, s-maxage=3600", True),
        ("503", 'max-age="3600"', True),
        ("400", "max-age=0, s-maxage=600", True),
        ("404", "private, max-age=3600", False),
        ("404", "no-store, max-age=3600", False),
        ("404", "stale-if-error=3600, max-age=5", False),
        ("404", "x-max-age=3600", False),
        ("200", "max-age=3600", False),
        ("9" * 5000, "max-age=3600", False),
        ("301", "max-age=31536000", False),
    ],
)
def test_ages(status: Any, age: str, expected: bool) -> None:
    result = {"status": status, "headers": headers(cache_control=age)}
    assert ("EC711" in codes(invocation("viewer-request", result))) is expected


@pytest.mark.parametrize(
    ("location", "expected"), [("/maintenance.html", ["EC711"]), ("/new-home", [])]
)
def test_a_redirect_to_a_maintenance_page(location: str, expected: list[str]) -> None:
    kept = headers(location=location, cache_control="max-age=3600")
    assert codes(invocation("viewer-request", {"status": "302", "headers": kept})) == expected


@pytest.mark.parametrize("asked", [{"uri": "/maintenance"}, {"querystring": "q=maintenance"}])
def test_a_word_of_the_address_that_was_asked_for_is_no_maintenance(asked: dict[str, str]) -> None:
    kept = headers(location="/en/maintenance?q=maintenance", cache_control="max-age=3600")
    made = event("viewer-request", request(**asked))
    assert codes(invocation("viewer-request", {"status": "301", "headers": kept}, made)) == []


def test_an_age_that_the_origin_set_is_its_own() -> None:
    given = response(status="404", headers=headers(cache_control="max-age=3600"))
    made = event("origin-response", response=given)
    assert codes(invocation("origin-response", {**given, "status": "410"}, made)) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"location": "/de/", "cache_control": "max-age=3600"}, 0),
        ({"location": "/en/", "cache_control": "max-age=3600"}, 1),
    ],
)
def test_a_redirect_that_hangs_on_a_cookie(other: dict[str, str], expected: int) -> None:
    """The answer with the cookie is compared with that without."""
    asked = [request(headers=headers(cookie="lang=de")), request(headers={})]
    kept = [headers(location="/de/", cache_control="max-age=3600"), headers(**other)]
    compare = find("EC711").compare
    assert compare is not None
    exchanges = tuple(
        Exchange(
            invocation(
                "viewer-request",
                {"status": "302", "headers": each},
                event("viewer-request", request),
            ),
            Conditions(),
        )
        for request, each in zip(asked, kept, strict=True)
    )
    assert len(list(compare(exchanges))) == expected
