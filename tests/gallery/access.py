"""Handlers that let requests in or refuse them, and look into their bodies."""

import base64
from typing import Any

from tests.gallery.case import PASSED, Case, asked
from tests.support import headers

TOKEN = "example-token-of-acme"
FORM = headers(content_type="Application/x-www-form-urlencoded; charset=UTF-8")
REFUSED = {
    "status": "401",
    "headers.www-authenticate": 'Bearer realm="example"',
    "headers.cache-control": "no-store",
    "headers.x-client": None,
}
FORBIDDEN = {"status": "403", "headers.cache-control": "no-store"}


def authorised(name: str, expected: dict[str, Any], *values: str, **fields: Any) -> Case:
    """A request with Authorization headers, and a forged name of a client."""
    found = headers(x_client="forged", **({"authorization": list(values)} if values else {}))
    return asked("token_authorisation", name, expected, headers=found, **fields)


def robot(user_agent: str, expected: dict[str, Any], **fields: Any) -> Case:
    """A request of a User-Agent."""
    found = headers(user_agent=user_agent, x_bot="forged")
    return asked("bot_detection", f"{user_agent} {fields}", expected, headers=found, **fields)


def included(data: str | bytes, *, truncated: bool = False) -> dict[str, Any]:
    """A request body as Include Body hands it over."""
    encoded = base64.b64encode(data.encode() if isinstance(data, str) else data).decode()
    return {
        "inputTruncated": truncated,
        "action": "read-only",
        "encoding": "base64",
        "data": encoded,
    }


def form(sent: str | bytes, kept: str | bytes) -> Case:
    """A posted form, and the one that the origin gets instead."""
    expected = {
        "body": {**included(kept), "action": "replace"},
        "headers.content-length": None,
    }
    fields = {"method": "POST", "headers": FORM, "body": included(sent)}
    return asked("body_inspection", repr(sent), expected, **fields)


def body_passed(name: str, **fields: Any) -> Case:
    """A request that is none of the business of body inspection."""
    return asked("body_inspection", name, PASSED, **{"method": "POST", "headers": FORM, **fields})


CASES = (
    authorised("token", {"headers.x-client": "acme", "status": None}, f"Bearer {TOKEN}"),
    authorised("scheme in lower case", {"headers.x-client": "acme"}, f"bearer  {TOKEN}"),
    authorised("no header", {**REFUSED, "body": "A valid token is needed.\n"}),
    authorised("head", {**REFUSED, "body": None, "bodyEncoding": None}, method="HEAD"),
    authorised("preflight", {"headers.x-client": None, "status": None}, method="OPTIONS"),
    authorised("lone scheme", REFUSED, "Bearer"),
    authorised("empty value", REFUSED, ""),
    authorised("basic", REFUSED, "Basic YTpiOmM="),
    authorised("not ascii", REFUSED, "Bearer é日"),
    authorised("other token", REFUSED, f"Bearer {TOKEN}x"),
    authorised("two headers", REFUSED, f"Bearer {TOKEN}", "Bearer other"),
    robot("Mozilla/5.0 (compatible; AhrefsBot/7.0)", {**FORBIDDEN, "bodyEncoding": "text"}),
    robot("SCRAPY/2.13", {**FORBIDDEN, "body": None}, method="HEAD"),
    robot("Scrapy/2.13", {"headers.x-bot": "none", "status": None}, uri="/robots.txt"),
    robot("Mozilla/5.0 (compatible; Googlebot/2.1)", {"headers.x-bot": "search-engine"}),
    robot("", {"headers.x-bot": "none"}),
    asked("bot_detection", "no headers", {"headers.x-bot": "none"}, headers={}),
    form("a=1&role=admin&b=2", "a=1&b=2"),
    form("is_admin=1", ""),
    form("r%6Fle=x&role[]=y&role%5B0%5D=z&roles=kept", "roles=kept"),
    form(b"\xff=\xfe&%zz=1&role=x&&", b"\xff=\xfe&%zz=1&&"),
    body_passed("nothing to take out", body=included("a=1&b=+%zz&b=")),
    body_passed("empty body", body=included("")),
    body_passed("body not included"),
    body_passed("no content type", headers={}, body=included("role=admin")),
    body_passed(
        "json", headers=headers(content_type="application/json"), body=included('{"role":1}')
    ),
    body_passed(
        "truncated upload",
        headers=headers(content_type="image/png"),
        body=included(b"\x89PNG", truncated=True),
    ),
    asked(
        "body_inspection",
        "truncated form",
        {"status": "413", "headers.cache-control": "no-store"},
        method="POST",
        headers=FORM,
        body=included("a=1", truncated=True),
    ),
)
