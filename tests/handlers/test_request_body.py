"""Whether a source counts on Include Body."""

from pathlib import Path

import pytest

from edgeconform.handlers import discover, reads_request_body

PYTHON = "def handler(event, context):\n    cf = event['Records'][0]['cf']\n    return {}\n"
NODEJS = "exports.handler = async (event) => {{ const cf = event.Records[0].cf; return {}; }};"


@pytest.mark.parametrize(
    ("template", "returned", "expected"),
    [
        (PYTHON, "cf['request']['body']['data']", True),
        (PYTHON, "cf['request'].get('body')", True),
        (PYTHON, "{'status': '200', 'body': cf['request']['uri']}", False),
        (NODEJS, "cf.request.body?.data", True),
        (NODEJS, "(({ request }) => request.body)(cf)", True),
        (NODEJS, "{ ...cf.response, body: '' }", False),
    ],
)
def test_the_body_of_the_request_is_seen(
    tmp_path: Path, template: str, returned: str, expected: bool
) -> None:
    path = tmp_path / ("handler.py" if template is PYTHON else "handler.js")
    path.write_text(template.format(returned))
    (handler,) = discover(path)
    assert reads_request_body(handler) is expected
