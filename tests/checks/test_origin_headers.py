"""Which headers an origin gets."""

from copy import deepcopy

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Json, Level
from tests.checks.origins import CUSTOM, S3, custom, levels, sent
from tests.support import (
    CUSTOM_ORIGIN,
    codes,
    event,
    findings,
    headers,
    invocation,
    request,
)

ERROR, WARNING = Level.ERROR, Level.WARNING


ENTRY = [{"key": "X-Token", "value": "1"}]


def with_custom_headers(
    added: Json, given: dict[str, Json] | None = None, **request_headers: str
) -> list[tuple[str, str]]:
    """Codes and places where the handler hands on these custom headers."""
    before = request("origin-request")
    before["origin"]["custom"]["customHeaders"] = given or {}
    after = deepcopy(before)
    after["origin"]["custom"]["customHeaders"] = added
    after["headers"] |= headers(**request_headers)
    made = invocation("origin-request", after, event("origin-request", before))
    return [(f.code, f.place) for f in findings(made)]


@pytest.mark.parametrize(
    ("added", "places"),
    [
        ({}, []),
        ({"x-token": ENTRY}, []),
        ({"x-token": [{"value": "1"}]}, []),
        ({"x-token": []}, []),
        ({"cache-control": []}, []),
        (None, ["origin.custom.customHeaders"]),
        ([], ["origin.custom.customHeaders"]),
        ({"x-token": "1"}, ["origin.custom.customHeaders.x-token"]),
        ({"x-token": {"value": "1"}}, ["origin.custom.customHeaders.x-token"]),
        ({"X-Token": ["1"]}, ["origin.custom.customHeaders.x-token"]),
        ({"x-token": [{"value": 1}]}, ["origin.custom.customHeaders.x-token"]),
        ({"x-token": [{"key": "X-Token"}]}, ["origin.custom.customHeaders.x-token"]),
        ({"connection": ENTRY}, ["origin.customHeaders.connection"]),
        ({"Cache-Control": ENTRY}, ["origin.customHeaders.cache-control"]),
        ({"x-amz-date": ENTRY}, ["origin.customHeaders.x-amz-date"]),
        ({"x-edge-a": ENTRY}, ["origin.customHeaders.x-edge-a"]),
        ({"user-agent": ENTRY}, ["origin.customHeaders.user-agent"]),
        ({"authorization": ENTRY}, []),
        ({"x token": ENTRY}, ["origin.customHeaders.x token"]),
        ({"": ENTRY}, ["origin.customHeaders."]),
        ({"x-token": [{"value": "a\r\nx: b"}]}, ["origin.customHeaders.x-token"]),
        ({"x-token": [{"value": "a\tb"}]}, []),
        ({"x-token": [{"value": ["1", 2]}]}, ["origin.custom.customHeaders.x-token"]),
    ],
)
def test_custom_headers(added: Json, places: list[str]) -> None:
    """The form of headers, no denied name, none that the request has too."""
    assert with_custom_headers(added) == [("EC510", place) for place in places]


def test_a_list_as_the_value_of_a_custom_header() -> None:
    """A warning, as in the headers of a request."""
    listed = {"x-token": [{"value": ["1", "2"]}]}
    assert levels(custom(customHeaders=listed)) == [("EC510", WARNING)]
    given = {"custom": {**CUSTOM, "customHeaders": listed}}
    assert levels(sent({"custom": {**given["custom"], "path": "/x"}}, given)) == []
    assert levels(custom(customHeaders={"x-token": [{"value": ["1", "\0"]}]})) == [
        ("EC510", ERROR),
        ("EC510", WARNING),
    ]


def test_custom_headers_that_the_event_brought() -> None:
    """Also where they are carried over to an origin of another kind."""
    given = {"cache-control": ENTRY, "x-token": ENTRY, "user-agent": ENTRY}
    assert with_custom_headers(given, given) == []
    assert with_custom_headers({**given, "x-more": ENTRY}, given) == []
    changed = {**given, "cache-control": [{"value": "2"}]}
    assert with_custom_headers(changed, given) == [("EC510", "origin.customHeaders.cache-control")]
    before = {"s3": {**S3, "customHeaders": given}}
    assert codes(sent({"custom": {**CUSTOM, "customHeaders": given}}, before)) == []


@pytest.mark.parametrize(
    ("given", "value", "found"),
    [
        ({}, "1", True),
        ({}, "2", True),
        ({"x-token": ENTRY}, "1", True),
        ({"x-token": ENTRY}, "2", False),
    ],
)
def test_a_request_header_beside_a_custom_header(
    given: dict[str, Json], value: str, *, found: bool
) -> None:
    """A custom header of the event is blamed where it is copied, not where the name is used."""
    expected = [("EC510", "origin.customHeaders.x-token")] if found else []
    assert with_custom_headers({"x-token": ENTRY}, given, x_token=value) == expected


@pytest.mark.parametrize(
    ("name", "set_by_handler", "delivered", "level"),
    [
        ("x-token", False, None, WARNING),
        ("x-token", False, {"x-token"}, ERROR),
        ("x-token", True, None, ERROR),
        ("origin", False, None, ERROR),
    ],
)
def test_a_viewers_header_beside_a_custom_header(
    name: str, delivered: set[str] | None, level: Level, *, set_by_handler: bool
) -> None:
    """A warning where it comes only with a policy that forwards it."""
    before = request("origin-request")
    after = deepcopy(before)
    (after if set_by_handler else before)["headers"] |= headers(**{name: "1"})
    after["headers"] |= before["headers"]
    after["origin"]["custom"]["customHeaders"] = {name: ENTRY}
    made = invocation("origin-request", after, event("origin-request", before))
    conditions = Conditions(delivered=None if delivered is None else frozenset(delivered))
    found = [each for each in findings(made, conditions) if each.code == "EC510"]
    assert [each.level for each in found] == [level]


OTHER = "api.example.org"
BUCKET = "other.s3.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("given_host", "host", "origin", "expected"),
    [
        ("www.example.com", "www.example.com", {"custom": {**CUSTOM, "domainName": OTHER}}, True),
        ("WWW.example.com", "WWW.example.com", {"custom": {**CUSTOM, "domainName": OTHER}}, True),
        ("www.example.com", OTHER, {"custom": {**CUSTOM, "domainName": OTHER}}, False),
        ("www.example.com", "third.example", {"custom": {**CUSTOM, "domainName": OTHER}}, False),
        ("shop.example", "shop.example", {"custom": {**CUSTOM, "domainName": OTHER}}, False),
        ("www.example.com", "", {"custom": {**CUSTOM, "domainName": OTHER}}, False),
        (OTHER, OTHER, {"custom": {**CUSTOM, "domainName": OTHER}}, False),
        ("www.example.com", "www.example.com", {"custom": {**CUSTOM, "path": "/x"}}, False),
        ("www.example.com", "www.example.com", {"s3": {**S3, "domainName": BUCKET}}, True),
        ("shop.example", "shop.example", {"s3": {**S3, "domainName": BUCKET}}, True),
        ("www.example.com", BUCKET, {"s3": {**S3, "domainName": BUCKET}}, False),
        ("www.example.com", BUCKET.upper(), {"s3": {**S3, "domainName": BUCKET}}, False),
        ("www.example.com", "o.s3.amazonaws.com", {"s3": {**S3, "domainName": BUCKET}}, False),
    ],
)
def test_host(given_host: str, host: str, origin: Json, expected: bool) -> None:
    """Host must follow to S3, and to a custom origin where it named the old one."""
    before = request("origin-request", origin=CUSTOM_ORIGIN, headers=headers(host=given_host))
    after = {**before, "origin": origin, "headers": headers(host=host) if host else {}}
    found = findings(invocation("origin-request", after, event("origin-request", before)))
    sees = "403 from S3" if "s3" in origin else "wrong page"
    wanted = [("EC511", "headers.host", sees)] if expected else []
    assert [(f.code, f.place, f.viewer_sees) for f in found] == wanted
