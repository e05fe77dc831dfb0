"""A host that a redirect always leads to is not taken from a request that happens to name it."""

import pytest

from edgeconform.model import Level
from tests.engine.conftest import Checked

HEAD = """
from urllib.parse import quote

SITE = ".".join(("example", "com"))


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    sent = request["headers"].get("referer", [{"value": ""}])[0]["value"]
    wanted = quote(sent + request["uri"] + "?" + request["querystring"], safe="")
"""
REDIRECT = """
    location = [{"key": "Location", "value": host + "/login?next=" + wanted}]
    return {"status": "302", "headers": {"location": location}}
"""


@pytest.mark.parametrize("name", ["www.", "auth."])
def test_a_host_of_the_handlers_own_is_no_open_redirect(name: str, searched: Checked) -> None:
    run = searched(HEAD + f'    host = "https://{name}" + SITE' + REDIRECT, bulk=1000)
    assert [one.message for one in run.findings if one.code == "EC703"] == []


def test_a_host_that_follows_the_request_is_one(searched: Checked) -> None:
    run = searched(HEAD + '    host = sent or "https://auth." + SITE' + REDIRECT, bulk=1000)
    levels = [one.level for one in run.findings if one.code == "EC703"]
    assert levels == [Level.WARNING]
