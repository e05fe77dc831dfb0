"""Which origin a request is sent to."""

from copy import deepcopy

import pytest

from edgeconform.model import Json, Level
from edgeconform.schemas import limits
from tests.checks.origins import CUSTOM, S3, Origin, custom, levels, s3, sent
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


@pytest.mark.parametrize("given", [CUSTOM_ORIGIN, S3_ORIGIN])
@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (CUSTOM_ORIGIN, []),
        (S3_ORIGIN, []),
        ({}, ["EC501"]),
        ({**CUSTOM_ORIGIN, **S3_ORIGIN}, ["EC501"]),
        ({"vpc": {}}, ["EC501"]),
        ({**CUSTOM_ORIGIN, "vpc": {}}, ["EC501"]),
        (None, ["EC501"]),
        ("www.example.com", ["EC501"]),
        ([], ["EC501"]),
        ({"custom": None}, ["EC501"]),
        ({"s3": "bucket"}, ["EC501"]),
    ],
)
def test_kind(origin: Json, given: Origin, expected: list[str]) -> None:
    """Exactly one of the two kinds, whichever the event had."""
    assert codes(sent(origin, given)) == expected


def test_kinds_and_fields_that_the_event_brought() -> None:
    """Fields that no page names are handed back in silence, also beside an edit."""
    given = {
        "custom": {**CUSTOM, "connectionAttempts": 3, "readTimeout": 500, "port": 1},
        "originShield": {"enabled": True},
    }
    edited = deepcopy(given)
    edited["custom"]["path"] = "/v2"
    assert codes(sent(given, given)) == codes(sent(edited, given)) == []
    assert codes(sent({"vpc": {"id": 1}}, {"vpc": {"id": 1}})) == []


@pytest.mark.parametrize("field", limits().figure("origin.required.custom"))
def test_required_fields_of_a_custom_origin(field: str) -> None:
    """Each is missed where the kind is switched, and where the handler deletes it."""
    partial = {"custom": {key: value for key, value in CUSTOM.items() if key != field}}
    for given in (CUSTOM_ORIGIN, S3_ORIGIN):
        found = findings(sent(partial, given))
        assert [(f.code, f.place) for f in found] == [("EC502", "origin.custom")]
        assert field in found[0].message
    assert codes(sent(partial, partial)) == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("authMethod", ["EC502"]),
        ("domainName", ["EC502"]),
        ("path", ["EC502"]),
        ("region", []),
        ("customHeaders", []),
    ],
)
def test_required_fields_of_an_s3_origin(field: str, expected: list[str]) -> None:
    """The region and the custom headers may be left out."""
    partial = {"s3": {key: value for key, value in S3.items() if key != field}}
    assert codes(sent(partial)) == expected
    assert codes(sent(partial, S3_ORIGIN)) == expected


def test_one_finding_for_all_missing_fields() -> None:
    """An origin of nothing but a name is one finding; the newer timeouts are not asked for."""
    found = findings(sent({"custom": {"domainName": "api.example.com"}}))
    assert [f.code for f in found] == ["EC502"]
    assert "readTimeout" in found[0].message
    assert "responseCompletionTimeout" not in found[0].message
    assert codes(sent({"s3": {"domainName": "b.s3.amazonaws.com"}, "custom": CUSTOM})) == ["EC501"]


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("api.example.com", []),
        ("API.example.com", []),
        ("x", []),
        ("1.2.3.4.example.com", []),
        ("1.2.3", []),
        ("a" * 253, []),
        ("a" * 254, [("EC503", ERROR)]),
        ("", [("EC503", ERROR)]),
        ("api.example.com:8080", [("EC503", ERROR)]),
        ("https://api.example.com", [("EC503", ERROR)]),
        ("192.0.2.1", [("EC503", ERROR)]),
        ("2001:db8::1", [("EC503", ERROR)]),
        ("[2001:db8::1]", [("EC503", ERROR)]),
        (None, [("EC503", ERROR)]),
        (1, [("EC503", ERROR)]),
        ("api.example.com/v2", [("EC503", WARNING)]),
        ("api example.com", [("EC503", WARNING)]),
        ("my_api.example.com", [("EC503", WARNING)]),
    ],
)
def test_custom_domain(domain: Json, expected: list[tuple[str, Level]]) -> None:
    """A DNS name within the length; characters that AWS does not name are a warning."""
    assert levels(custom(domainName=domain)) == expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("other.s3.eu-west-1.amazonaws.com", []),
        ("my_bucket.s3.amazonaws.com", []),
        ("192.0.2.1", []),
        ("a" * 128, []),
        ("a" * 129, [("EC503", ERROR)]),
        ("Other.s3.amazonaws.com", [("EC503", ERROR)]),
        ("", [("EC503", ERROR)]),
        ("other.s3.amazonaws.com:443", [("EC503", ERROR)]),
        ("other.s3.amazonaws.com/x", [("EC503", WARNING)]),
    ],
)
def test_s3_domain(domain: str, expected: list[tuple[str, Level]]) -> None:
    """Lower case, and a shorter length."""
    assert levels(s3(domainName=domain)) == expected


@pytest.mark.parametrize(
    ("fields", "configured", "expected"),
    [
        ({"domainName": "/upload/"}, "/upload/", []),
        ({"domainName": "a:b"}, "a:b", []),
        ({"domainName": "a:b.example.com"}, "a:b", []),
        ({"domainName": "a:b"}, "/upload/", [("EC503", ERROR)]),
        ({"domainName": "a/b"}, "/upload/", [("EC503", WARNING)]),
        ({"domainName": ""}, "", [("EC503", ERROR)]),
        ({"path": "v2"}, "v2", []),
        ({"path": "/"}, "/", []),
        ({"path": "/a b"}, "a b", []),
        ({"path": "v2"}, "v3", [("EC504", ERROR)]),
        ({"port": 1}, "1", []),
        ({"port": 1}, "2", [("EC505", ERROR)]),
        ({"protocol": "ftp"}, "ftp", []),
        ({"protocol": "ftp"}, "http", [("EC506", ERROR)]),
    ],
)
def test_what_a_custom_header_of_the_origin_brings_is_the_operators(
    fields: Origin, configured: str, expected: list[tuple[str, Level]]
) -> None:
    """A custom header is the configuration of the function: no viewer chooses what it holds."""
    given = {**CUSTOM, "customHeaders": headers(x_backend=configured)}
    assert levels(sent({"custom": {**given, **fields}}, {"custom": given})) == expected


PATHS = [
    ("", []),
    ("/v2", []),
    ("/v2/x", []),
    ("//", [("EC504", ERROR)]),
    ("/", [("EC504", WARNING)]),
    ("v2", [("EC504", ERROR)]),
    ("/v2/", [("EC504", ERROR)]),
    (None, [("EC504", ERROR)]),
    (1, [("EC504", ERROR)]),
]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        *PATHS,
        ("/" + "a" * 254, []),
        ("/" + "a" * 255, [("EC504", ERROR)]),
        ("/a%20b", []),
        ("/a b", [("EC504", ERROR)]),
        ("/a\tb", [("EC504", ERROR)]),
        ("/café", [("EC504", ERROR)]),
    ],
)
def test_custom_path(path: Json, expected: list[tuple[str, Level]]) -> None:
    """From a slash to something else, encoded, within the length."""
    assert levels(custom(path=path)) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [*PATHS, ("/" + "a" * 255, []), ("/a b", []), ("/café", [])]
)
def test_s3_path(path: Json, expected: list[tuple[str, Level]]) -> None:
    """Length and encoding are stated for custom origins only."""
    assert levels(s3(path=path)) == expected


def test_a_path_of_characters_that_the_uri_brought() -> None:
    """A character that the event holds unencoded may go into the path."""
    before = request("origin-request", uri="/café/x")
    after = deepcopy(before)
    after["origin"]["custom"]["path"] = "/café"
    assert codes(invocation("origin-request", after, event("origin-request", before))) == []


def test_everything_odd_passes_where_the_event_brought_it() -> None:
    """Field by field: an edit of one does not put the others on trial."""
    odd = {
        "custom": {
            "customHeaders": {"cache-control": [{"value": "x"}], "x-edge-a": [{"value": "x"}]},
            "domainName": "192.0.2.1",
            "keepaliveTimeout": 0,
            "path": "no slash/",
            "port": 70,
            "protocol": "match-viewer",
            "readTimeout": 5000,
            "responseCompletionTimeout": 1,
            "sslProtocols": [],
        }
    }
    assert codes(sent(odd, odd)) == []
    named = {"custom": {**odd["custom"], "domainName": "api.example.com"}}
    assert codes(sent(named, odd)) == []
    odd_s3 = {"s3": {"authMethod": "origin-access-identity", "domainName": "B", "path": "/x/"}}
    named_s3 = {"s3": {**odd_s3["s3"], "domainName": "b.s3.amazonaws.com"}}
    assert codes(sent(odd_s3, odd_s3)) == codes(sent(named_s3, odd_s3)) == []


@pytest.mark.parametrize(
    ("origin", "given", "expected"),
    [
        ({"s3": {**S3, "port": 443}}, S3_ORIGIN, ["EC513"]),
        ({"s3": {**S3, "sslProtocols": ["TLSv1.2"]}}, CUSTOM_ORIGIN, ["EC513"]),
        ({"custom": {**CUSTOM, "region": "eu-west-1"}}, CUSTOM_ORIGIN, ["EC513"]),
        ({"s3": {**S3, "readTimeout": 30}}, S3_ORIGIN, []),
        ({"custom": {**CUSTOM, "somethingNew": 1}}, CUSTOM_ORIGIN, []),
        ({"s3": {**S3, "port": 443, "path": "/x"}}, {"s3": {**S3, "port": 443}}, []),
    ],
)
def test_fields_of_the_other_kind(origin: Origin, given: Origin, expected: list[str]) -> None:
    """Only where it is asked for."""
    assert codes(sent(origin, given), None, "EC513") == expected
    assert codes(sent(origin, given)) == []


def test_an_origin_in_viewer_request() -> None:
    """Policy too; what else is in it is not judged there."""
    made = invocation("viewer-request", request(origin={"custom": {"port": 1}}))
    assert codes(made, None, "EC513") == ["EC513"]
    assert codes(made) == []
