"""Events on which a handler fails by what its own source says, found by a whole run."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType
from edgeconform.strategies import EventOptions
from tests.support import COMPARING

NODE = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")

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

A_PLUS_IN_A_FOLDER = r"""
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith("/search/") and request["uri"].count("/") == 3:
        request["uri"] = request["uri"].replace("+", " ")
    return request
"""

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
OF_A_PATH = "/^\\/people\\/([^/]+)$/.exec(request.uri)"
OF_A_QUERY = "/(?:^|&)name=([^&]*)/.exec(request.querystring)"
OF_A_COOKIE = "/(?:^|; )name=([^;]*)/.exec(request.headers.cookie?.[0]?.value ?? '')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A handler with one defect."""

    body: str
    code: str = "EC102"
    event_type: str = "viewer-request"
    suffix: str = ".py"
    bulk: int = 0


@pytest.mark.parametrize(
    "planted",
    [
        pytest.param(Planted(body=COOKIE_OF_A_PATTERN, suffix=".js"), marks=NODE),
        pytest.param(Planted(body=HELD_BY_A_COOKIE, suffix=".js", bulk=1000), marks=NODE),
        pytest.param(Planted(body=COOKIE_VALUE_OF_A_PATTERN, suffix=".js"), marks=NODE),
        Planted(body=CUT_WHERE_A_FIELD_IS, code="EC416"),
        pytest.param(Planted(body=DRAWN_OF_A_PARAMETER, suffix=".js", code="EC601"), marks=NODE),
        Planted(body=WRITTEN_AS_DECODED, code="EC704"),
        *(
            pytest.param(Planted(body=CUT_INSIDE_A_CHARACTER % part, suffix=".js"), marks=NODE)
            for part in (OF_A_PATH, OF_A_QUERY, OF_A_COOKIE)
        ),
        Planted(body=FLAG_OF_A_PATTERN),
        Planted(body=TOKEN_UNDER_A_PATH),
        Planted(body=LINE_END_IN_A_COOKIE),
        Planted(body=DIGIT_THAT_IS_NO_NUMBER, event_type="origin-request"),
        Planted(body=HEADER_UNDER_A_PATH, event_type="origin-request"),
        Planted(body=OTHER_PARAMETER_DECODED, event_type="origin-request"),
        Planted(body=THREE_PARTS_DEEP, event_type="origin-request"),
        Planted(body=STATUS_OF_A_HEADER, code="EC212", event_type="origin-response"),
        pytest.param(
            Planted(body=A_FORM_ON_A_PATH, code="EC414", suffix=".js", bulk=0), marks=NODE
        ),
        Planted(body=INDENTED_BODY, code="EC602"),
        Planted(body=TRUNCATED_XML, code="EC416", event_type="origin-request"),
        Planted(body=USER_OF_THE_SOURCE),
        Planted(body=LONG_NEAR_MISS),
        Planted(body=A_PLUS_IN_A_FOLDER, code="EC402", event_type="origin-request"),
        Planted(body=MEMBERS_IN_MEMBERS),
        pytest.param(Planted(body=A_MEMBER_THAT_IS_NULL, suffix=".js"), marks=NODE),
    ],
)
def test_the_event_that_a_source_hints_at_is_tried(tmp_path: Path, planted: Planted) -> None:
    path = tmp_path / f"handler{planted.suffix}"
    path.write_text(planted.body, encoding="utf-8")
    (handler,) = discover(path)
    options = Options(
        seed=1,
        bulk=planted.bulk,
        max_examples=0,
        engine="bulk",
        event_options=EventOptions(include_body=True),
        disable=COMPARING,
    )
    (run,) = check(handler, (EventType(planted.event_type),), options)
    assert planted.code in {finding.code for finding in run.findings}


PATTERN_OF_WHAT_GOES = r"""
const DROP = /^(?:utm_[a-z]+|fbclid|gclid)(?:=|$)/i;
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.querystring = request.querystring.split('&').filter((p) => !DROP.test(p)).join('&');
  return request;
};
"""


@NODE
def test_what_a_pattern_names_may_go(tmp_path: Path) -> None:
    path = tmp_path / "handler.js"
    path.write_text(PATTERN_OF_WHAT_GOES, encoding="utf-8")
    (handler,) = discover(path)
    (run,) = check(handler, (EventType.VIEWER_REQUEST,), Options(seed=1, bulk=300, engine="bulk"))
    assert [finding.message for finding in run.findings] == []
