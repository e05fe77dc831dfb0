"""Odd values behind a condition, found by changing events on which a handler went further."""

from pathlib import Path
from typing import Any

import pytest

from edgeconform.engine.varying import varied
from edgeconform.model import EventType
from edgeconform.strategies import Vocabulary, base_event, violations
from tests.engine.planted import Planted, codes_found, in_javascript

COOKIE_THAT_NO_JAR_TAKES = """
from http.cookies import SimpleCookie

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith("/members/") and request["method"] == "POST":
        jar = SimpleCookie()
        for entry in request["headers"].get("cookie", []):
            jar.load(entry["value"])
    return request
"""

SIGNATURE_OF_LETTERS = """
import hashlib, hmac
from urllib.parse import parse_qs

def is_signed(uri, query, now=1_000):
    try:
        expires, token = int(query["until"][0]), query["mac"][0]
    except (KeyError, ValueError):
        return False
    good = hmac.new(b"key", f"{uri} {expires}".encode(), hashlib.sha256).hexdigest()
    return expires > now and hmac.compare_digest(good, token)

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if not request["uri"].startswith("/export/"):
        return request
    if is_signed(request["uri"], parse_qs(request["querystring"])):
        return request
    return {"status": "403"}
"""

DECODED_NAME_BESIDE_A_PARAMETER = r"""
import re
from urllib.parse import parse_qs, unquote_plus

PHOTO = re.compile(r"^/photos/(.+)\.(jpe?g|png)$")

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    photo = PHOTO.match(request["uri"])
    height = parse_qs(request["querystring"]).get("height", [""])[0]
    if photo and re.fullmatch("[1-9][0-9]{2}", height):
        request["uri"] = f"/scaled/{height}/{unquote_plus(photo[1])}.{photo[2]}"
    return request
"""

FOLDER_OF_A_DOCUMENT = """
import posixpath

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    folder, name = posixpath.split(request["uri"])
    if name.lower() not in ("welcome.php", "home.htm"):
        return request
    location = [{"key": "Location", "value": folder.rstrip("/") + "/"}]
    return {"status": "301", "headers": {"location": location}}
"""

LANGUAGE_IN_A_PATH = """
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    tag = request["headers"].get("accept-language", [{"value": "en"}])[0]["value"]
    if request["uri"].startswith("/help/") and request["method"] in ("GET", "HEAD"):
        language = tag.split(",")[0].split(";")[0].split("-")[0].lower()
        request["uri"] = f"/docs/{language}/{request['uri'][6:]}"
    return request
"""

DIGIT_IN_A_PATH = """
from urllib.parse import unquote

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith("/users/"):
        user = unquote(request["uri"].split("/")[2])
        if user.isdigit():
            request["uri"] = f"/shard-{int(user) % 16}{request['uri']}"
    return request
"""

NEXT_PAGE_OF_A_SESSION = """
from urllib.parse import parse_qs, quote

def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookies = request["headers"].get("cookie", [])
    if request["uri"] != "/login" or not any("sid=" in entry["value"] for entry in cookies):
        return request
    page = parse_qs(request["querystring"]).get("next", ["/home"])[0]
    page = page if page.startswith("/") and not page.startswith("/login") else "/home"
    return {"status": "302", "headers": {"location": [{"value": quote(page)}]}}
"""


DECODED_BESIDE_A_WORD = r"""
const SOURCES = ['newsletter', 'partner-net', 'google'];
function parameter(querystring, name) {
  for (const part of querystring.split('&')) {
    const [key, value = ''] = part.split('=');
    if (key === name) try { return decodeURIComponent(value); } catch { return ''; }
  }
}
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const source = parameter(request.querystring, 'utm_source');
  if (!SOURCES.includes(source)) return request;
  const value = `${source}: ${parameter(request.querystring, 'utm_campaign') || 'none'}`;
  request.headers['x-campaign'] = [{ key: 'X-Campaign', value }];
  return request;
};
"""


@pytest.mark.parametrize(
    "planted",
    [
        Planted(body=COOKIE_THAT_NO_JAR_TAKES, bulk=800),
        Planted(body=SIGNATURE_OF_LETTERS, bulk=800),
        Planted(
            body=DECODED_NAME_BESIDE_A_PARAMETER,
            code="EC402",
            event_type="origin-request",
            bulk=800,
        ),
        Planted(body=FOLDER_OF_A_DOCUMENT, code="EC703", bulk=800),
        Planted(body=LANGUAGE_IN_A_PATH, code="EC402", event_type="origin-request", bulk=800),
        Planted(body=DIGIT_IN_A_PATH, bulk=800),
        Planted(body=NEXT_PAGE_OF_A_SESSION, code="EC703", bulk=800),
        in_javascript(DECODED_BESIDE_A_WORD, code="EC307", event_type="origin-request", bulk=800),
    ],
)
def test_an_odd_value_behind_a_condition_is_tried(tmp_path: Path, planted: Planted) -> None:
    assert planted.code in codes_found(tmp_path, planted)


def event_with(**request: Any) -> Any:
    event = base_event(EventType.VIEWER_REQUEST)
    event["Records"][0]["cf"]["request"].update(request)
    return event


def parts(event: Any) -> dict[str, Any]:
    request = event["Records"][0]["cf"]["request"]
    return {**request, **{f"{name}:": lines for name, lines in request["headers"].items()}}


KNOWN = Vocabulary(header_names=("x-tier", "x-absent", "host"), query_keys=("y", "absent"))


def test_each_event_has_one_odd_part_and_most_are_valid() -> None:
    headers = {
        "host": [{"key": "Host", "value": "www.example.com"}],
        "cookie": [{"key": "Cookie", "value": "a=1; b=2"}],
        "x-tier": [{"key": "X-Tier", "value": "gold"}],
    }
    kept = event_with(uri="/a/b.html", querystring="x=1&y=2", headers=headers)
    before = parts(kept)
    events = list(varied([kept], KNOWN))
    changed = [
        {name for name, value in parts(event).items() if before.get(name) != value} - {"headers"}
        for event in events
    ]
    assert {frozenset(names) for names in changed} == {
        frozenset({"uri"}),
        frozenset({"querystring"}),
        frozenset({"cookie:"}),
        frozenset({"x-tier:"}),
        frozenset({"x-absent:"}),
        frozenset({"method"}),
        frozenset({"method", "origin:", "access-control-request-method:"}),
    }
    queries = {parts(event)["querystring"] for event in events}
    assert {"x=1&y=", "x=1&y", "x=1&y=2&absent=%C2%B2"} <= queries
    valid = [event for event in events if not violations(event, EventType.VIEWER_REQUEST)]
    assert len(valid) > 0.9 * len(events)
    assert parts(kept) == before


def test_the_events_that_came_last_are_changed_first_and_all_in_turn() -> None:
    kept = [event_with(uri="/first"), event_with(uri="/then")]
    uris = [parts(event)["uri"] for event in varied(kept, Vocabulary())]
    assert uris[:2] == ["//evil.example/then", "//evil.example/first"]
