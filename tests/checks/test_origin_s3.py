"""What S3 asks of an origin."""

from typing import Any

import pytest

from edgeconform.checks import Conditions
from edgeconform.model import Json, Level
from edgeconform.schemas import limits
from tests.checks.origins import S3, WEB, levels, s3, sent
from tests.support import (
    CUSTOM_ORIGIN,
    S3_ORIGIN,
    codes,
    event,
    invocation,
    request,
)

ERROR, WARNING = Level.ERROR, Level.WARNING


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
