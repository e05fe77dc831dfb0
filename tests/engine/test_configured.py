"""Custom headers of the origin are configured, not sent by a viewer."""

import pytest

from edgeconform.model import Level
from edgeconform.strategies import EventOptions
from tests.engine.conftest import Checked

HEAD = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    (origin,) = request["origin"].values()
    custom = origin["customHeaders"]
"""
SUBSCRIPT = """
    request["uri"] = "/" + custom["x-tenant"][0]["value"]
    return request
"""
TWO_OF_ONE_LINE = """
    names = [custom[name][0]["value"] for name in ("x-tenant", "x-stage")]
    request["uri"] = "/" + "/".join(names)
    return request
"""
GUARDED = """
    stage = custom.get("x-stage", [{"value": "live"}])[0]["value"]
    request["uri"] = "/" + stage + "/" + request["headers"]["x-tenant"][0]["value"]
    return request
"""
WHATEVER_IT_HOLDS = """
    request["uri"] = "/" + custom["x-tenant"]["value"]
    return request
"""


@pytest.mark.parametrize(
    ("body", "names"),
    [(SUBSCRIPT, "header x-tenant"), (TWO_OF_ONE_LINE, "headers x-tenant, x-stage")],
)
def test_the_lack_of_a_custom_header_is_a_warning(body: str, names: str, searched: Checked) -> None:
    run = searched(HEAD + body, "origin-request")
    (finding,) = [one for one in run.findings if one.code == "EC102"]
    assert finding.level is Level.WARNING
    assert finding.message.endswith(
        f"KeyError: 'x-tenant', for want of the origin's custom {names}"
    )
    assert finding.error == finding.message


@pytest.mark.parametrize("body", [GUARDED, WHATEVER_IT_HOLDS])
def test_what_no_custom_header_mends_stays_an_error(body: str, searched: Checked) -> None:
    run = searched(HEAD + body, "origin-request")
    levels = {one.level for one in run.findings if one.code == "EC102"}
    assert Level.ERROR in levels


OF_ONE_KIND = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["origin"]["s3"]["path"] = "/live"
    return request
"""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (EventOptions(), "where the origin is a custom one (--origin s3 if it never is)"),
        (EventOptions(origin="custom"), "KeyError: 's3'"),
    ],
)
def test_an_exception_of_one_kind_of_origin_says_which(
    options: EventOptions, said: str, searched: Checked
) -> None:
    run = searched(OF_ONE_KIND, "origin-request", event_options=options)
    (finding,) = [one for one in run.findings if one.code == "EC102"]
    assert (finding.level, finding.message.endswith(said)) == (Level.ERROR, True)


OF_WHAT_IS_SENT = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if "custom" in request["origin"]:
        {statement}
    return request
"""


@pytest.mark.parametrize(
    ("statement", "is_advised"),
    [
        ("request['headers']['x-tenant']", False),
        ("request['uri'][:99].index('/live/')", False),
        ("request['origin']['custom']['region']", True),
        ("request['origin'].get('s3')['path']", True),
    ],
)
def test_to_name_the_kind_of_origin_is_advised_only_where_it_may_be_what_is_amiss(
    statement: str, searched: Checked, *, is_advised: bool
) -> None:
    run = searched(OF_WHAT_IS_SENT.format(statement=statement), "origin-request")
    (finding,) = [one for one in run.findings if one.code == "EC102"]
    assert "where the origin is a custom one" in finding.message
    assert finding.message.endswith(" (--origin s3 if it never is)") is is_advised


FAILS_BEFORE = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["origin"]["s3"]["path"] = "/live"
    request["uri"] = "/" + request["headers"]["x-tenant"][0]["value"]
    return request
"""


def test_an_exception_behind_another_says_nothing_of_the_kind_of_origin(searched: Checked) -> None:
    """With the other kind the handler stops at the line before."""
    run = searched(FAILS_BEFORE, "origin-request")
    raised = [one.message for one in run.findings if one.code == "EC102"]
    said = sorted(message.split("KeyError: ")[1] for message in raised)
    kind = "where the origin is a custom one (--origin s3 if it never is)"
    assert said == [f"'s3', {kind}", "'x-tenant'"]


OF_A_POLICY = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = "/" + request["headers"]["cloudfront-viewer-country"][0]["value"]
    return request
"""
COUNTRY = "cloudfront-viewer-country"
ASKED = "which CloudFront adds only where a policy asks for it"
OF_A_VIEWER = OF_A_POLICY.replace("cloudfront-viewer-country", "x-tenant")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (OF_A_POLICY, f"'{COUNTRY}', for want of the header {COUNTRY}, {ASKED}"),
        (OF_A_VIEWER, "KeyError: 'x-tenant'"),
    ],
)
def test_the_lack_of_a_header_of_cloudfront_says_that_a_policy_must_ask_for_it(
    body: str, said: str, searched: Checked
) -> None:
    run = searched(body, "origin-request")
    (finding,) = [one for one in run.findings if one.code == "EC102"]
    assert (finding.level, finding.message.endswith(said)) == (Level.ERROR, True)


VALUES = (
    HEAD
    + """
    def configured(name):
        return custom[name][0]["value"] if name in custom else None
    WORDS = "three words long"
"""
)
PATH = """
    request["uri"] = (configured("x-prefix") or "") + request["uri"]
    return request
"""
SEGMENT = """
    request["uri"] = "/" + (configured("x-stage") or "live") + request["uri"]
    return request
"""
TARGET = """
    if request["uri"] == "/old":
        location = (configured("x-site") or "") + "/new"
        headers = {"location": [{"key": "Location", "value": location}]}
        return {"status": "302", "headers": headers}
    return request
"""
NUMBER = """
    request["headers"]["x-left"] = [{"key": "X-Left", "value": str(int(configured("x-days") or 1))}]
    return request
"""
HOST = """
    host, asked = configured("x-host"), request["headers"].get("x-forwarded-host")
    if host and asked and asked[0]["value"] != host:
        headers = {"location": [{"key": "Location", "value": "https://" + host + "/"}]}
        return {"status": "301", "headers": headers}
    return request
"""
TABLE = """
    import json
    request["uri"] = json.loads(configured("x-rules") or "{}").get(request["uri"], "/a")
    return request
"""


@pytest.mark.parametrize("body", [PATH, SEGMENT, TARGET, NUMBER, HOST, TABLE])
def test_what_comes_of_a_value_that_the_search_chose_is_no_finding(
    body: str, searched: Checked
) -> None:
    """An operator writes /v1, a number or JSON into the header, as the handler wants it."""
    assert [finding.message for finding in searched(VALUES + body, "origin-request").findings] == []


LABEL = """
    if "x-mode" in custom and custom["x-mode"][0]["value"] == "strict mode":
        request["uri"] = "/" + custom["x-mode"][0]["value"] + request["uri"]
    return request
"""
SENT = """
    key = [each["value"] for each in request["headers"].get("x-key", [])]
    if configured("x-expected") in key:
        return None
    return request
"""
QUERY = """
    if configured("x-tenant"):
        request["uri"] = "/" + request["querystring"].replace("%20", " ") + request["uri"]
    return request
"""
ANY_VALUE = """
    if configured("x-tenant"):
        return None
    return request
"""


@pytest.mark.parametrize(
    ("body", "code"),
    [(LABEL, "EC402"), (SENT, "EC201"), (QUERY, "EC402"), (ANY_VALUE, "EC201")],
)
def test_what_comes_of_more_than_that_stays(body: str, code: str, searched: Checked) -> None:
    """A value that the source names, or that a viewer sent too, and whatever the value is."""
    found = searched(VALUES + body, "origin-request").findings
    assert code in [finding.code for finding in found]
