"""EC701, EC708, EC714: how two answers to one event are compared."""

from typing import Any

import pytest

from edgeconform.model import Exited, Raised
from tests.checks.compared import asked, faults, places
from tests.support import headers, request

CRASH = Raised(error_type="KeyError", message="x")


def passed(**fields: Any) -> dict[str, Any]:
    return request(**fields)


@pytest.mark.parametrize(
    ("alone", "after", "expected"),
    [
        (passed(), passed(), []),
        (CRASH, Raised(error_type="KeyError", message="y"), []),
        (passed(), passed(uri="/b"), ["uri"]),
        (passed(), passed(headers=headers(host="b")), ["headers.host"]),
        (passed(), {"status": "403"}, ["status"]),
        (passed(), CRASH, ["outcome"]),
        (CRASH, Exited(status=1), ["outcome"]),
        ({"status": "200", "body": "a"}, {"status": "200", "body": "b"}, ["body"]),
    ],
)
def test_state_is_any_difference(alone: Any, after: Any, expected: list[str]) -> None:
    assert places("EC701", asked(alone), asked(after)) == expected


def test_a_message_names_both_values() -> None:
    (fault,) = faults("EC701", asked(passed()), asked(passed(uri="/b")))
    assert fault.message == 'uri is "/index.html" alone, and "/b" after another event'


def test_a_message_tells_a_request_from_an_answer() -> None:
    (fault,) = faults("EC701", asked(passed()), asked({"status": "403"}))
    assert fault.message == (
        'the request is passed on alone and the answer is "403" after another event'
    )


def test_headers_that_the_source_does_not_name_share_a_place() -> None:
    one, two = {"status": "200"}, {"status": "200", "headers": headers(x_abc="1")}
    found = [asked(each, named=("x-other",)) for each in (one, two)]
    assert places("EC701", *found) == ["headers.*"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x_variant", ["headers.x-variant"]),
        ("x_request_id", []),
        ("x_amz_request_id", []),
        ("traceparent", []),
        ("x_signature", []),
        ("x_csp_nonce", []),
        ("date", []),
    ],
)
def test_chance_is_reported_where_it_is_not_meant(name: str, expected: list[str]) -> None:
    answers = [asked(passed(headers=headers(**{name: value}))) for value in ("1", "2")]
    assert places("EC708", *answers) == expected
    assert places("EC714", *answers) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("script-src 'self' 'nonce-{}==' ; base-uri 'none'", []),
        ("<script nonce=\"{}\" src='/a.js'>", []),
        ("/login?nonce={}", ["body", "headers.x-a"]),
        ("announce-{}", ["body", "headers.x-a"]),
    ],
)
def test_nonces_are_there_to_differ(text: str, expected: list[str]) -> None:
    drawn = (text.format(each) for each in ("r4nd0m/+", "0ther_-"))
    answers = [
        asked({"status": "200", "headers": headers(x_a=[each]), "body": each}) for each in drawn
    ]
    assert places("EC708", *answers) == expected[:1]


def test_an_exception_by_chance_is_not_nondeterminism() -> None:
    assert places("EC708", asked(passed()), asked(CRASH)) == []


def test_all_fields_that_vary_are_in_one_finding() -> None:
    (fault,) = faults("EC708", asked(passed()), asked(passed(uri="/b", querystring="c")))
    assert fault.place == "querystring"
    assert "also uri" in fault.message


@pytest.mark.parametrize(
    ("event_type", "fields", "expected"),
    [
        ("viewer-request", ("location", "set_cookie"), []),
        ("viewer-request", ("location",), ["headers.location"]),
        ("origin-request", ("location", "set_cookie"), ["headers.location"]),
    ],
)
def test_what_is_drawn_and_kept_in_a_cookie(
    event_type: str, fields: tuple[str, ...], expected: list[str]
) -> None:
    """A login page's nonce: what a viewer-request function answers is not cached."""
    results = [
        {"status": "307", "headers": headers(**dict.fromkeys(fields, f"/?n={drawn}"))}
        for drawn in range(2)
    ]
    found = places("EC708", *(asked(each, event_type=event_type) for each in results))
    assert found == expected


@pytest.mark.parametrize(
    ("uris", "expected"),
    [(("/1", "/2", "/3"), ["uri"]), (("/1", "/2", "/1"), []), (("/1", "/1"), [])],
)
def test_a_choice_among_a_few_is_no_explosion(uris: tuple[str, ...], expected: list[str]) -> None:
    assert places("EC714", *(asked(passed(uri=uri)) for uri in uris)) == expected


def test_a_response_is_in_no_cache_key() -> None:
    answers = [asked({"status": "200", "headers": headers(x_a=value)}) for value in "12"]
    assert places("EC714", *answers) == []


AGENT = "Mozilla/5.0 (X11) Firefox/128.0"
GIVEN = request(headers=headers(host="www.example.com", user_agent=AGENT))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"headers": {**GIVEN["headers"], **headers(x_agent=AGENT)}}, ["headers.x-agent"]),
        ({"querystring": "ua=Mozilla%2F5.0%20%28X11%29%20Firefox%2F128.0"}, ["querystring"]),
        ({"querystring": "ua=Mozilla%2F5.0+%28X11%29+Firefox%2F128.0"}, ["querystring"]),
        ({"headers": {**GIVEN["headers"], **headers(x_agent="Firefox")}}, []),
        ({"headers": GIVEN["headers"]}, []),
    ],
)
def test_a_whole_user_agent(fields: dict[str, Any], expected: list[str]) -> None:
    assert places("EC714", asked({**GIVEN, **fields}, GIVEN)) == expected
