"""Handlers that edit the origin's response."""

from typing import Any

from tests.gallery.case import PASSED, Case, answered
from tests.support import headers

GZIPPED = headers(
    accept_ranges="bytes",
    content_encoding="gzip",
    content_length="243",
    content_type="application/xml",
    etag='"3f9a"',
    set_cookie=["a=1", "b=2"],
    transfer_encoding="chunked",
    via="1.1 edge",
)
SECURED = {
    "headers.strict-transport-security": "max-age=63072000; includeSubDomains",
    "headers.x-content-type-options": "nosniff",
    "headers.x-frame-options": "DENY",
}
PAGE = {
    "headers.accept-ranges": None,
    "headers.cache-control": "no-store",
    "headers.content-encoding": None,
    "headers.content-length": None,
    "headers.content-type": "text/html; charset=utf-8",
    "headers.etag": None,
    "headers.set-cookie": ["a=1", "b=2"],
    "headers.transfer-encoding": "chunked",
    "headers.via": "1.1 edge",
}
MISSING = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>This page does not exist</title>
<h1>This page does not exist</h1>
"""


def cached(expected: str | None, name: str, status: str = "200", **fields: Any) -> Case:
    """A response, and the Cache-Control it leaves with."""
    return answered(
        "cache_control", name, {"headers.cache-control": expected}, status=status, **fields
    )


def kept(name: str, status: str, **named: str) -> Case:
    """A response that keeps the body of the origin."""
    return answered("error_pages", name, PASSED, status=status, headers=headers(**named))


CASES = (
    answered("security_headers", "page", SECURED),
    answered("security_headers", "empty error", SECURED, status="503", headers={}),
    answered(
        "security_headers",
        "rich response",
        {
            **SECURED,
            "status": "404",
            "headers.transfer-encoding": "chunked",
            "headers.via": "1.1 edge",
            "headers.x-powered-by": None,
            "headers.set-cookie": ["a=1", "b=2"],
        },
        status="404",
        headers={**GZIPPED, **headers(x_powered_by="PHP", x_frame_options="ALLOWALL")},
    ),
    cached("no-cache", "html"),
    cached("no-cache", "head", method="HEAD"),
    cached(None, "post", method="POST"),
    cached("public, max-age=3600", "no content type", headers={}),
    cached("public, max-age=31536000, immutable", "fingerprint", uri="/app.3f9ac41d.js"),
    cached("public, max-age=3600", "no fingerprint", uri="/app.js", headers={}),
    cached("max-age=60", "redirect", status="301"),
    cached("no-cache", "not modified", status="304"),
    cached("no-store", "missing", status="404", headers=headers(cache_control="max-age=86400")),
    cached("no-store", "down", status="503", headers={}),
    cached("private, no-store", "cookie", headers=GZIPPED),
    cached("max-age=5", "own", headers=headers(cache_control="max-age=5")),
    cached(None, "expires", headers=headers(expires="Thu, 01 Jan 2026 00:00:00 GMT")),
    answered(
        "error_pages",
        "compressed error",
        {**PAGE, "status": "404", "body": MISSING, "bodyEncoding": "text"},
        status="404",
        headers=GZIPPED,
    ),
    answered(
        "error_pages",
        "head",
        {**PAGE, "status": "404", "body": None, "bodyEncoding": None},
        method="HEAD",
        status="404",
        headers=GZIPPED,
    ),
    answered("error_pages", "empty headers", {"bodyEncoding": "text"}, status="503", headers={}),
    kept("found", "200", content_type="text/html", etag='"1"'),
    kept("range", "416", content_range="bytes */5"),
    kept("json", "500", content_type="application/problem+JSON", content_length="2"),
    kept("not modified", "304", etag='"1"'),
)
