"""Whole runs: defaults of variables that Lambda@Edge never sets."""

from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType, Finding
from tests.engine.planted import needs_node

PYTHON = """
import os
{read}
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    {used}
    return request
"""

NODEJS = """
{read}
exports.handler = async (event) => {{
  const request = event.Records[0].cf.request
  {used}
  return request
}}
"""

ON_SOME = "request['uri'] = '/' + STAGE if request['uri'].startswith('/app/') else request['uri']"

DECIDING = {
    "any text": ("STAGE = os.environ.get('STAGE', 'prod')", "request['uri'] = '/' + STAGE"),
    "on some paths": ("STAGE = os.getenv('STAGE', 'prod')", ON_SOME),
    "a number": (
        "AGE = int(os.environ.get('AGE', '60'))",
        "request['headers']['x-age'] = [{'key': 'X-Age', 'value': str(AGE)}]",
    ),
    "a flag that is off": (
        "DROPS = os.environ.get('DROPS') or ''",
        "if DROPS.lower() == 'true': request['querystring'] = 'dropped=1'",
    ),
    "a flag that is on": (
        "KEEPS = os.environ.get('KEEPS', 'true') == 'true'",
        "if not KEEPS: request['querystring'] = 'dropped=1'",
    ),
}

SPARED = {
    "a log level": (
        "LEVEL = os.environ.get('LOG_LEVEL', 'info')",
        "if LEVEL == 'true': print(request['uri'])",
    ),
    "no value that it would load with": (
        "AGE = {'60': 60}[os.environ.get('AGE', '60')]",
        "request['querystring'] = f'age={AGE}'",
    ),
    "a value that it raises for": (
        "STAGE = os.environ.get('STAGE', 'prod')",
        "request['querystring'] = {'prod': 'live=1'}[STAGE]",
    ),
    "what libraries read": (
        "DEBUG = os.environ.get('DEBUG', '')",
        "request['querystring'] = 'debug=' + DEBUG",
    ),
    "what is counted": (
        "import itertools\nTURN = itertools.count()\nLEVEL = os.environ.get('LEVEL', 'a')",
        "request['querystring'] = f'turn={next(TURN)}'",
    ),
}


def findings(folder: Path, name: str, source: str) -> list[Finding]:
    """Check a handler at viewer-request; the findings of EC803."""
    path = folder / name
    path.write_text(source)
    options = Options(seed=1, bulk=200, max_examples=5)
    (run,) = check(discover(path)[0], (EventType.VIEWER_REQUEST,), options)
    return [finding for finding in run.findings if finding.code == "EC803"]


@pytest.mark.parametrize(("read", "used"), DECIDING.values(), ids=DECIDING)
def test_a_default_that_decides_is_found(read: str, used: str, tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, "handler.py", PYTHON.format(read=read, used=used))
    assert finding.place == "handler.py:3 environment"
    assert "which is never set: the default always holds" in finding.message


@pytest.mark.parametrize(("read", "used"), SPARED.values(), ids=SPARED)
def test_a_default_that_does_not_decide_is_none(read: str, used: str, tmp_path: Path) -> None:
    assert findings(tmp_path, "handler.py", PYTHON.format(read=read, used=used)) == []


@needs_node
def test_each_variable_is_told_by_itself_in_nodejs(tmp_path: Path) -> None:
    read = (
        "const { LOG_LEVEL = 'info', PREFIX = '/v1' } = process.env\n"
        "const site = process.env.SITE || 'main'"
    )
    used = (
        "if (LOG_LEVEL === 'true') console.log(request.uri)\n  request.uri = PREFIX\n"
        "  request.headers['x-site'] = [{ value: site }]"
    )
    found = findings(tmp_path, "handler.js", NODEJS.format(read=read, used=used))
    assert [finding.message.partition(", which")[0] for finding in found] == [
        "uri depends on the variable PREFIX",
        "headers.x-site depends on the variable SITE",
    ]
