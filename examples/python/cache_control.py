# event: origin-response
"""Set Cache-Control by status, kind and name of the object, where the origin set none.

Distribution: the cache policy's minimum TTL is 0, so that "no-store" and "no-cache" hold at the
edge too.
"""

import re
from typing import Any

FINGERPRINTED = re.compile(r"[.-][0-9a-f]{8,}\.[a-z0-9]+$")  # app.3f9ac41d.js


def cache_control(status: str, uri: str, headers: dict[str, Any]) -> str:
    """Return the Cache-Control that the response should get, "" to leave it as it is."""
    if status >= "400":
        return "no-store"
    if "set-cookie" in headers:  # one viewer's cookie must never reach another
        return "private, no-store"
    if "cache-control" in headers or "expires" in headers:
        return ""
    if status in ("301", "302", "303", "307", "308"):
        return "max-age=60"
    if FINGERPRINTED.search(uri):
        return "public, max-age=31536000, immutable"
    content_types = [entry["value"].lower() for entry in headers.get("content-type", [])]
    if any(value.startswith("text/html") for value in content_types):
        return "no-cache"
    return "public, max-age=3600"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer GET and HEAD alike; the other methods are not cached."""
    cf = event["Records"][0]["cf"]
    request = cf["request"]
    response: dict[str, Any] = cf["response"]
    if request["method"] in ("GET", "HEAD"):
        value = cache_control(response["status"], request["uri"], response["headers"])
        if value:
            response["headers"]["cache-control"] = [{"key": "Cache-Control", "value": value}]
    return response
