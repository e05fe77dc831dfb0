"""What the workers see of edits to the request of a response event."""

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from edgeconform.model import Observation
from tests.runtimes.programs import run, write
from tests.support import event, request

PYTHON = """\
def handler(event, context):
    cf = event["Records"][0]["cf"]
    request = cf["request"]
    {}
    return cf.get("response", request)
"""
NODEJS = """\
exports.handler = async (event) => {{
  const cf = event.Records[0].cf
  const request = cf.request
  {}
  return cf.response || request
}}
"""
RESPONSE = event("origin-response", request("origin-response"))
REQUEST = event("origin-request")
NODE = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")
EDITS = [
    ("python", 'request["querystring"] = "a=1"', ["request.querystring"]),
    ("python", 'request["uri"] += "/"', ["request.uri"]),
    ("python", 'request["origin"]["custom"]["path"] = "/x"', ["request.origin"]),
    ("python", 'del request["origin"]', ["request.origin"]),
    ("python", 'request["uri"] = request["method"] = "x"', ["request.method", "request.uri"]),
    ("python", 'cf["request"] = {}', []),
    ("python", 'request["uri"] = "".join(list(request["uri"]))', []),
    ("python", 'request["headers"].pop("user-agent")', []),
    ("python", 'dict(request)["uri"] = "x"', []),
    ("nodejs", "request.querystring = 'a=1'", ["request.querystring"]),
    ("nodejs", "request.uri += '/'", ["request.uri"]),
    ("nodejs", "request.origin.custom.path = '/x'", ["request.origin"]),
    ("nodejs", "delete request.origin", ["request.origin"]),
    ("nodejs", "request.uri = request.method = 'x'", ["request.method", "request.uri"]),
    ("nodejs", "cf.request = {}", []),
    ("nodejs", "request.uri = [...request.uri].join('')", []),
    ("nodejs", "delete request.headers['user-agent']", []),
    ("nodejs", "const { ...copy } = request; copy.uri = 'x'", []),
    ("nodejs", "Object.defineProperty(request, 'uri', { get() { throw 1 } })", []),
]


@pytest.mark.parametrize(
    ("language", "statement", "fields"),
    [pytest.param(*edit, marks=[NODE] if edit[0] == "nodejs" else []) for edit in EDITS],
)
def test_edits(tmp_path: Path, language: str, statement: str, fields: list[str]) -> None:
    """Named where the event has a response; in a request event, editing is what one does."""
    source, name = (PYTHON, "index.py") if language == "python" else (NODEJS, "index.js")
    handler = write(tmp_path, source.format(statement), name)
    events: list[dict[str, Any]] = [RESPONSE, deepcopy(REQUEST), RESPONSE]
    found = [invocation.observations for invocation in run(handler, events)]
    expected = tuple(Observation(kind="edit", subject=field) for field in fields)
    assert found == [expected, (), expected]
