"""A redirect without the query is the choice of a handler that looks at the query."""

import pytest

from tests.engine.conftest import Checked

LEAVES_IT = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if not uri.startswith("/a") or uri.endswith("/"):
        return request
    return {"status": "301", "headers": {"location": [{"value": uri + "/"}]}}
"""

KEEPS_PARAMETERS = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri, query = request["uri"], request["querystring"]
    if not uri.startswith("/a") or uri.endswith("/"):
        return request
    target = uri + ("/?" + query if "=" in query else "/")
    return {"status": "301", "headers": {"location": [{"value": target}]}}
"""


@pytest.mark.parametrize(("body", "reported"), [(LEAVES_IT, True), (KEEPS_PARAMETERS, False)])
def test_a_handler_that_looks_at_the_query_may_leave_it(
    body: str, reported: bool, searched: Checked
) -> None:
    assert ("EC710" in {each.code for each in searched(body, bulk=1500).findings}) == reported
