"""Whether a source counts on Include Body."""

from pathlib import Path

import pytest

from edgeconform.handlers import discover, reads_request_body


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.py", "def handler(e, c):\n r = e['Records'][0]['cf']['request']\n return r['body']['data']\n", True),
        ("b.py", "def handler(e, c):\n return e['Records'][0]['cf']['request'].get('body')\n", True),
        ("c.py", "def handler(e, c):\n return {'status': '200', 'body': 'x'}\n", False),
        ("d.js", "exports.handler = async (e) => { const { request } = e.Records[0].cf; return request.body?.data; };", True),
        ("e.js", "exports.handler = async (e) => { const response = e.Records[0].cf.response; response.body = ''; return response; };", False),
    ],
)  # fmt: skip
def test_the_body_of_the_request_is_seen(
    tmp_path: Path, name: str, source: str, expected: bool
) -> None:
    path = tmp_path / name
    path.write_text(source)
    (handler,) = discover(path)
    assert reads_request_body(handler) is expected
