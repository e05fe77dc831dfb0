"""Bodies on which a handler fails by what its own source says, found by a whole run."""

from pathlib import Path

import pytest

from tests.engine.planted import Planted, codes_found, in_javascript

A_FORM_ON_A_PATH = r"""
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === '/newsletter' && request.body && !request.body.inputTruncated) {
    const form = new URLSearchParams(Buffer.from(request.body.data, 'base64').toString());
    if (form.has('email')) {
      form.set('email', form.get('email').trim().toUpperCase());
      request.body.data = Buffer.from(form.toString()).toString('base64');
    }
  }
  return request;
};
"""

INDENTED_BODY = """
import base64, json

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if body and not body["inputTruncated"]:
        try:
            document = json.loads(base64.b64decode(body["data"]))
        except ValueError:
            return request
        body.update(action="replace", encoding="text", data=json.dumps(document, indent=4))
    return request
"""

TRUNCATED_XML = """
import base64

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if body and base64.b64decode(body["data"]).startswith(b"<"):
        body.update(action="replace", encoding="base64")
    return request
"""

MEMBERS_IN_MEMBERS = """
import base64, json

def digest(found):
    extensions = found.get("extensions")
    if not isinstance(extensions, dict):
        return None
    query = extensions.get("persistedQuery")
    return query.get("sha256Hash") if isinstance(query, dict) else None

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    try:
        found = json.loads(base64.b64decode(request.get("body", {}).get("data", "")))
    except ValueError:
        return request
    if isinstance(found, dict) and isinstance(digest(found), str):
        raise ValueError
    return request
"""

A_MEMBER_THAT_IS_NULL = """
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  let order = {};
  try {
    order = JSON.parse(Buffer.from(request.body.data, 'base64').toString()) || {};
  } catch {
    return request;
  }
  if (order.customer?.id === 'a' && order.customer.address !== 'a') order.customer.address.city;
  return request;
};
"""

CUT_WHERE_A_FIELD_IS = """
import base64

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    pairs = base64.b64decode(body["data"]).split(b"&") if body else []
    kept = [pair for pair in pairs if not pair.startswith(b"token=")]
    if request["uri"] == "/login" and len(kept) < len(pairs):
        data = base64.b64encode(b"&".join(kept)).decode()
        body.update(action="replace", encoding="base64", data=data)
    return request
"""


@pytest.mark.parametrize(
    "planted",
    [
        Planted(body=CUT_WHERE_A_FIELD_IS, code="EC416"),
        in_javascript(A_FORM_ON_A_PATH, code="EC414"),
        Planted(body=INDENTED_BODY, code="EC602"),
        Planted(body=TRUNCATED_XML, code="EC416", event_type="origin-request"),
        Planted(body=MEMBERS_IN_MEMBERS),
        in_javascript(A_MEMBER_THAT_IS_NULL),
    ],
)
def test_the_body_that_a_source_hints_at_is_tried(tmp_path: Path, planted: Planted) -> None:
    assert planted.code in codes_found(tmp_path, planted)
