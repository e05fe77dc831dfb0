"""How an origin is connected to, what S3 asks of it, and which headers it gets."""

from copy import deepcopy
from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Invocation, Json, Level
from edgeconform.schemas import limits
from tests.checks.test_origin import CUSTOM, S3, custom, levels, s3, sent
from tests.support import (
    CUSTOM_ORIGIN,
    S3_ORIGIN,
    codes,
    event,
    findings,
    headers,
    invocation,
    request,
)

ERROR, WARNING = Level.ERROR, Level.WARNING
WEB = {"custom": {**CUSTOM, "port": 80, "protocol": "http"}}


@pytest.mark.parametrize(
    ("port", "expected"),
    [
        (80, ["EC514"]),
        (443, []),
        (1023, ["EC505"]),
        (1024, []),
        (65535, []),
        (65536, ["EC505"]),
        (0, ["EC505"]),
        (-443, ["EC505"]),
        (444, ["EC505"]),
        (443.0, []),
        (8443.5, ["EC505"]),
        ("443", []),
        ("https", ["EC505"]),
        ("", ["EC505"]),
        (None, ["EC505"]),
        (True, ["EC505"]),
        ([443], ["EC505"]),
    ],
)
def test_port(port: Json, expected: list[str]) -> None:
    """The ports of CloudFront, as a number; digits in a string are let through."""
    assert codes(custom(port=port)) == expected


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        ("https", []),
        ("http", ["EC514"]),
        ("HTTPS", ["EC506"]),
        ("match-viewer", ["EC506"]),
        ("", ["EC506"]),
        (None, ["EC506"]),
        (["https"], ["EC506"]),
    ],
)
def test_protocol(protocol: Json, expected: list[str]) -> None:
    """Two names, in lower case."""
    assert codes(custom(protocol=protocol)) == expected


@pytest.mark.parametrize(
    ("given", "changes", "expected"),
    [
        (CUSTOM, {"port": 80, "protocol": "http"}, []),
        (CUSTOM, {"port": 8080, "protocol": "http"}, []),
        (WEB["custom"], {"protocol": "https"}, ["EC514"]),
        (WEB["custom"], {"port": 443}, ["EC514"]),
        ({**CUSTOM, "port": 80}, {"path": "/x"}, []),
        ({**CUSTOM, "port": 80}, {"port": 443}, []),
    ],
)
def test_port_and_protocol(given: Json, changes: dict[str, Json], expected: list[str]) -> None:
    """A mismatch that the handler made, not one that the event brought."""
    assert codes(sent({"custom": {**given, **changes}}, {"custom": given})) == expected


@pytest.mark.parametrize("field", ["keepaliveTimeout", "readTimeout"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, [("EC507", ERROR)]),
        (1, []),
        (1.5, []),
        (120, []),
        (121, [("EC507", ERROR)]),
        ("30", [("EC507", WARNING)]),
        ("30s", [("EC507", ERROR)]),
        ("", [("EC507", ERROR)]),
        (None, [("EC507", ERROR)]),
        (True, [("EC507", ERROR)]),
    ],
)
def test_timeouts(field: str, value: Json, expected: list[tuple[str, Level]]) -> None:
    """Numbers within the range of the table; digits in a string are a warning."""
    assert levels(custom(**{field: value})) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(3, ["EC507"]), (4, []), (60, []), (61, ["EC507"])]
)
def test_timeouts_of_2023(value: int, expected: list[str]) -> None:
    """Each table has its own range."""
    assert codes(custom(readTimeout=value), Conditions(limits=limits("2023-03"))) == expected


@pytest.mark.parametrize(
    ("read", "completion", "expected"),
    [
        (30, 30, []),
        (30, 31, []),
        (30, 29, [("EC507", ERROR)]),
        (30, 0, []),
        (30, None, [("EC507", ERROR)]),
        (30, "40", [("EC507", WARNING)]),
        (30, 5000, []),
        (30, -1, [("EC507", ERROR)]),
    ],
)
@pytest.mark.parametrize("kind", ["custom", "s3"])
def test_completion(
    kind: str, read: Json, completion: Json, expected: list[tuple[str, Level]]
) -> None:
    """At least the read timeout; 0 means none."""
    change = custom if kind == "custom" else s3
    made = change(readTimeout=read, responseCompletionTimeout=completion)
    assert levels(made) == expected


def test_completion_below_a_read_timeout_that_is_raised() -> None:
    """It breaks with a distribution that sets the one, and most set none."""
    given = {"custom": {**CUSTOM, "responseCompletionTimeout": 40}}
    raised = {"custom": {**given["custom"], "readTimeout": 60}}
    (found,) = findings(sent(raised, given))
    assert (found.code, found.level, found.place) == (
        "EC507",
        Level.WARNING,
        "origin.custom.readTimeout",
    )
    lowered = {"custom": {**given["custom"], "readTimeout": 20, "responseCompletionTimeout": 10}}
    assert levels(sent(lowered, given)) == [("EC507", ERROR)]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (custom(sslProtocols=["TLSv1.2", "TLSv1.3"]), "out of TLSv1.2, TLSv1.1, TLSv1, SSLv3"),
        (s3(authMethod="origin-access-control"), "must be origin-access-identity or none"),
        (s3(region=1), "must be a string"),
        (custom(path="/v2/"), "start with / and not end with one"),
    ],
)
def test_a_message_says_what_would_do(made: Invocation, told: str) -> None:
    (found,) = findings(made)
    assert told in found.message


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        (["TLSv1.2"], []),
        (["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"], []),
        (["TLSv1.3"], [("EC508", ERROR)]),
        (["TLSv1.2", "tlsv1.1"], [("EC508", ERROR)]),
        ([None], [("EC508", ERROR)]),
        (None, [("EC508", ERROR)]),
        ({}, [("EC508", ERROR)]),
        ("TLSv1.3", [("EC508", ERROR)]),
        ("TLSv1.2", [("EC508", WARNING)]),
        ([], [("EC508", WARNING)]),
    ],
)
def test_tls_versions(versions: Json, expected: list[tuple[str, Level]]) -> None:
    """A list of known names."""
    assert levels(sent({"custom": {**CUSTOM, "sslProtocols": versions}}, S3_ORIGIN)) == expected


def test_no_tls_versions_for_http() -> None:
    """An origin that is spoken to by http needs none."""
    assert codes(sent({"custom": {**WEB["custom"], "sslProtocols": []}})) == []


IDENTITY = {**S3, "authMethod": "origin-access-identity"}
PLAIN = {key: value for key, value in S3.items() if key != "region"}


@pytest.mark.parametrize(
    ("given", "returned", "expected"),
    [
        (CUSTOM_ORIGIN, S3, []),
        (CUSTOM_ORIGIN, {**S3, "region": ""}, []),
        (CUSTOM_ORIGIN, PLAIN, []),
        (CUSTOM_ORIGIN, IDENTITY, [WARNING]),
        (CUSTOM_ORIGIN, {**IDENTITY, "region": ""}, [WARNING, WARNING]),
        (CUSTOM_ORIGIN, {**PLAIN, "authMethod": "origin-access-identity"}, [WARNING, ERROR]),
        (CUSTOM_ORIGIN, {**S3, "authMethod": "origin-access-control"}, [ERROR]),
        (CUSTOM_ORIGIN, {**S3, "authMethod": None}, [ERROR]),
        (CUSTOM_ORIGIN, {**S3, "region": 1}, [ERROR]),
        (CUSTOM_ORIGIN, {**S3, "region": None}, []),
        (S3_ORIGIN, IDENTITY, [WARNING]),
        ({"s3": IDENTITY}, {**IDENTITY, "domainName": "other.s3.amazonaws.com"}, []),
        ({"s3": IDENTITY}, {**IDENTITY, "region": ""}, [WARNING]),
        ({"s3": IDENTITY}, {**IDENTITY, "region": None}, [ERROR]),
        ({"s3": {**IDENTITY, "region": ""}}, {**IDENTITY, "region": "", "path": "/x"}, []),
        ({"s3": IDENTITY}, S3, []),
    ],
)
def test_s3_auth(given: Any, returned: Json, expected: list[Level]) -> None:
    """What the samples of AWS do themselves is a warning at most."""
    assert levels(sent({"s3": returned}, given)) == [("EC509", level) for level in expected]


def test_the_origin_of_what_is_taken_for_a_response() -> None:
    """It goes nowhere, whatever it holds."""
    given = {**request("origin-request"), "origin": {"s3": IDENTITY}, "headers": {}}
    made = invocation("origin-request", {**given, "status": "200"}, event("origin-request", given))
    assert codes(made) == []


@pytest.mark.parametrize(
    ("domain", "newest", "oldest"),
    [
        ("other.s3.amazonaws.com", [], []),
        ("other.s3.eu-west-1.amazonaws.com", [], ["EC512"]),
        ("other.s3-eu-west-1.amazonaws.com", [], ["EC512"]),
        ("other.s3.cn-north-1.amazonaws.com.cn", [], ["EC512"]),
        ("other.s3-website-eu-west-1.amazonaws.com", ["EC512"], ["EC512"]),
        ("other.s3-website.eu-central-1.amazonaws.com", ["EC512"], ["EC512"]),
        ("s3-website.example.com", [], []),
    ],
)
def test_s3_endpoints(domain: str, newest: list[str], oldest: list[str]) -> None:
    """Website endpoints; regional names under the table that advised against them."""
    made = s3(domainName=domain)
    assert codes(made) == newest
    assert codes(made, Conditions(limits=limits("2017-12"))) == oldest


def test_a_website_endpoint_as_a_custom_origin() -> None:
    """That is where it belongs; and one that the event brought is passed on."""
    website = "other.s3-website-eu-west-1.amazonaws.com"
    assert codes(sent({"custom": {**WEB["custom"], "domainName": website}})) == []
    given = {"s3": {**S3, "domainName": website}}
    assert codes(sent({"s3": {**given["s3"], "path": "/x"}}, given)) == []


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
