"""Events on which a handler fails by what its own source says, found by a whole run."""

from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType
from tests.engine.planted import Planted, codes_found, in_javascript, needs_node

A_PLUS_IN_A_FOLDER = r"""
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith("/search/") and request["uri"].count("/") == 3:
        request["uri"] = request["uri"].replace("+", " ")
    return request
"""

DIGIT_THAT_IS_NO_NUMBER = """
from urllib.parse import parse_qs

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith("/img/") and request["uri"].endswith((".jpg", ".png")):
        width = parse_qs(request["querystring"]).get("w", ["640"])[0]
        fmt = parse_qs(request["querystring"]).get("fmt", ["webp"])[0]
        int(width if width.isdigit() else 640)
    return request
"""

HEADER_UNDER_A_PATH = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    wish = request["headers"].get("x-origin-timeout")
    if wish and request["uri"].startswith("/reports/"):
        try:
            seconds = float(wish[0]["value"])
        except ValueError:
            return request
        int(seconds)
    return request
"""

OTHER_PARAMETER_DECODED = """
from urllib.parse import unquote

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    pairs = request["querystring"].split("&")
    if any(pair.startswith("sig=") for pair in pairs):
        kept = "&".join(pair for pair in pairs if not pair.startswith("sig="))
        if " " in unquote(kept):
            raise ValueError
    return request
"""

BEHIND = r"""
const first = (message, name) => message.headers[name]?.[0].value ?? '';
const claims = (token) => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url')) ?? {};
  } catch {
    return {};
  }
};
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const query = new URLSearchParams(request.querystring);
  if (%s) throw new Error('planted');
  return request;
};
"""
ROLE_OF_A_TOKEN = "claims(first(request, 'authorization').slice(7)).role === 'editor'"
TENANT = "first(request, 'host').split('.')[0] === 'shop'"
BLOCK = "request.clientIp.startsWith('192.0.2.')"
ALL_ON_A_LINE = (
    "!request.headers['user-agent'] && request.uri.startsWith('/admin/')"
    " && query.get('lang') === 'de' && request.method === 'PUT'"
)

TOKEN_OF_A_NUMBER = """
import base64
import json

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    token = request["headers"].get("authorization", [{"value": ""}])[0]["value"]
    parts = token.removeprefix("Bearer ").split(".")
    if request["uri"].startswith("/api/") and len(parts) == 3:
        try:
            claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=="))
        except ValueError:
            return request
        if claims is not None:
            claims.get("tenant")
    return request
"""

NULL_IN_A_PARAMETER = """
const querystring = require('node:querystring')
exports.handler = async (event) => {
  const request = event.Records[0].cf.request
  const { filter } = querystring.parse(request.querystring)
  if (!request.uri.startsWith('/list/') || typeof filter !== 'string') return request
  let wanted = {}
  try { wanted = JSON.parse(filter) } catch {}
  if (typeof wanted === 'object') Object.keys(wanted)
  return request
}
"""

HOST_WITH_A_PORT = """
ALLOWED = (".preview.example.com", ".pr.example.com")

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    wish = request["headers"].get("x-preview-host", [{"value": ""}])[0]["value"]
    if wish.split(":")[0].endswith(ALLOWED) and "custom" in request["origin"]:
        request["origin"]["custom"]["domainName"] = wish
        request["headers"]["host"] = [{"key": "Host", "value": wish.split(":")[0]}]
    return request
"""

THREE_PARTS_DEEP = """
TENANTS = {"acme": True, "globex": False}

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    parts = request["uri"].split("/")
    if len(parts) > 3 and TENANTS.get(parts[1]) and parts[2] == "media":
        raise ValueError
    return request
"""

STATUS_OF_A_HEADER = """
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    meta = response["headers"].get("x-amz-meta-status")
    if meta and meta[0]["value"].isdecimal() and len(meta[0]["value"]) == 3:
        response["status"] = meta[0]["value"]
    return response
"""

USER_OF_THE_SOURCE = """
import base64

USERS = {"editor": "4a7d1ed4"}

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("authorization", []):
        scheme, _, token = entry["value"].partition(" ")
        if scheme == "Basic" and base64.b64decode(token + "==").startswith(b"editor:"):
            raise ValueError
    return request
"""

LONG_NEAR_MISS = r"""
import re
SEMVER = re.compile(r"^(\d+\.?)+(-[a-z]+)?$")

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("x-client-version", []):
        if len(entry["value"]) in range(30, 99) and entry["value"][:30].isdecimal():
            SEMVER.match(entry["value"][:12])
            raise ValueError
    return request
"""

DRAWN_OF_A_PARAMETER = r"""
const bar = (code) => `<rect x="${code}" width="2" height="60" fill="#000000" stroke="none"/>`;
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const text = new URLSearchParams(request.querystring).get('code') ?? '';
  if (request.uri !== '/bars.svg' || request.method !== 'GET') return request;
  return { status: '200', body: `<svg>${[...text].map((each) => bar(each.charCodeAt(0)))}</svg>` };
};
"""

WRITTEN_AS_DECODED = r"""
import re
from urllib.parse import unquote

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    found = re.match(r"^/tag/([^/ ]+)/$", unquote(request["uri"]))
    if found and request["method"] == "GET":
        location = f"/topics/{found[1]}"
        return {"status": "302", "headers": {"location": [{"value": location}]}}
    return request
"""

CUT_INSIDE_A_CHARACTER = r"""
const decoded = (text) => { try { return decodeURIComponent(text); } catch { return ''; } };
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const found = %s;
  const name = found ? decoded(found[1]) : '';
  if (name.length > 32) request.uri = `/names/${encodeURIComponent(name.slice(0, 32))}`;
  return request;
};
"""
BACK_FROM_LOGIN = """
from urllib.parse import parse_qs

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/auth/callback":
        asked = parse_qs(request["querystring"])
        if len(asked.get("code", [""])[0]) < 6:
            return {"status": "400"}
        location = asked.get("go_on_to", ["/"])[0]
        return {"status": "302", "headers": {"location": [{"value": location}]}}
    return request
"""
OF_A_PATH = "/^\\/people\\/([^/]+)$/.exec(request.uri)"
OF_A_QUERY = "/(?:^|&)name=([^&]*)/.exec(request.querystring)"
OF_A_COOKIE = "/(?:^|; )name=([^;]*)/.exec(request.headers.cookie?.[0]?.value ?? '')"


@pytest.mark.parametrize(
    "planted",
    [
        in_javascript(DRAWN_OF_A_PARAMETER, code="EC601"),
        Planted(body=WRITTEN_AS_DECODED, code="EC704"),
        *(
            in_javascript(CUT_INSIDE_A_CHARACTER % part)
            for part in (OF_A_PATH, OF_A_QUERY, OF_A_COOKIE)
        ),
        Planted(body=DIGIT_THAT_IS_NO_NUMBER, event_type="origin-request"),
        Planted(body=HEADER_UNDER_A_PATH, event_type="origin-request"),
        Planted(body=OTHER_PARAMETER_DECODED, event_type="origin-request"),
        Planted(body=HOST_WITH_A_PORT, code="EC503", event_type="origin-request"),
        Planted(body=THREE_PARTS_DEEP, event_type="origin-request"),
        Planted(body=STATUS_OF_A_HEADER, code="EC212", event_type="origin-response"),
        Planted(body=USER_OF_THE_SOURCE),
        Planted(body=BACK_FROM_LOGIN, code="EC703"),
        Planted(body=BACK_FROM_LOGIN, code="EC307"),
        Planted(body=LONG_NEAR_MISS),
        Planted(body=A_PLUS_IN_A_FOLDER, code="EC402", event_type="origin-request"),
        Planted(body=TOKEN_OF_A_NUMBER, bulk=2000),
        in_javascript(NULL_IN_A_PARAMETER),
        *(in_javascript(BEHIND % each) for each in (ROLE_OF_A_TOKEN, TENANT, BLOCK)),
        in_javascript(BEHIND % ALL_ON_A_LINE, bulk=2000),
    ],
)
def test_the_event_that_a_source_hints_at_is_tried(tmp_path: Path, planted: Planted) -> None:
    assert planted.code in codes_found(tmp_path, planted)


PATTERN_OF_WHAT_GOES = r"""
const DROP = /^(?:utm_[a-z]+|fbclid|gclid)(?:=|$)/i;
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.querystring = request.querystring.split('&').filter((p) => !DROP.test(p)).join('&');
  return request;
};
"""


@needs_node
def test_what_a_pattern_names_may_go(tmp_path: Path) -> None:
    path = tmp_path / "handler.js"
    path.write_text(PATTERN_OF_WHAT_GOES, encoding="utf-8")
    (handler,) = discover(path)
    (run,) = check(handler, (EventType.VIEWER_REQUEST,), Options(seed=1, bulk=300, engine="bulk"))
    assert [finding.message for finding in run.findings] == []
