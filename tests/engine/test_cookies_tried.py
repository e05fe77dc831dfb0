"""Cookies on which a handler fails by what its own source says, found by a whole run."""

from pathlib import Path

import pytest

from tests.engine.planted import Planted, codes_found, in_javascript

COOKIE_OF_A_PATTERN = r"""
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  for (const { value } of request.headers.cookie ?? []) {
    const found = /(?:^|;\s*)prefs=([^;]+)/.exec(value);
    if (found) JSON.parse(found[1] === 'null' ? 'null' : '{}').theme;
  }
  return request;
};
"""

HELD_BY_A_COOKIE = r"""
const held = ({ cookie = [] }) => cookie.some((c) => /(?:^|;\s*)hold=1(?:;|$)/.test(c.value));
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.method === 'POST' && held(request.headers)) throw new Error('held');
  return request;
};
"""

COOKIE_VALUE_OF_A_PATTERN = r"""
function cookie(headers, name) {
  for (const { value } of headers.cookie || []) {
    for (const pair of value.split(';')) {
      const at = pair.indexOf('=');
      if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
    }
  }
}
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const chosen = cookie(request.headers, 'ship_to');
  if (chosen && /^[A-Z]{3}$/.test(chosen)) throw new Error(chosen);
  return request;
};
"""

FLAG_OF_A_PATTERN = r"""
import re
COOKIE = re.compile(r"(?:^|;\s*)preview=(\d{1,4})(?:;|$)", re.A)

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("cookie", []):
        if COOKIE.search(entry["value"]):
            raise ValueError
    return request
"""

TOKEN_UNDER_A_PATH = """
import base64, json

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if not request["uri"].startswith("/account"):
        return request
    for entry in request["headers"].get("cookie", []):
        for pair in entry["value"].split(";"):
            name, _, token = pair.strip().partition("=")
            parts = token.split(".")
            if name == "session_token" and len(parts) == 3:
                try:
                    head = json.loads(base64.urlsafe_b64decode(parts[0] + "=="))
                except ValueError:
                    continue
                head["kid"]
    return request
"""

LINE_END_IN_A_COOKIE = """
from urllib.parse import unquote

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("cookie", []):
        for pair in entry["value"].split(";"):
            name, _, value = pair.strip().partition("=")
            if name == "site_lang" and "\\r" in unquote(value):
                raise ValueError
    return request
"""


@pytest.mark.parametrize(
    "planted",
    [
        in_javascript(COOKIE_OF_A_PATTERN),
        in_javascript(HELD_BY_A_COOKIE, bulk=1000),
        in_javascript(COOKIE_VALUE_OF_A_PATTERN),
        Planted(body=FLAG_OF_A_PATTERN),
        Planted(body=TOKEN_UNDER_A_PATH),
        Planted(body=LINE_END_IN_A_COOKIE),
    ],
)
def test_the_cookie_that_a_source_hints_at_is_tried(tmp_path: Path, planted: Planted) -> None:
    assert planted.code in codes_found(tmp_path, planted)
