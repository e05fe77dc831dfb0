"""How an origin is connected to."""

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Invocation, Json, Level
from edgeconform.schemas import limits
from tests.checks.origins import CUSTOM, WEB, custom, levels, s3, sent
from tests.support import (
    S3_ORIGIN,
    codes,
    findings,
)

ERROR, WARNING = Level.ERROR, Level.WARNING


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
