# event: origin-request
"""Redirect resources that have moved: 301 for good, 302 for a while.

Distribution: the cache policy includes all query strings, because the answer is cached and
carries the query of the request.
"""

import re
from typing import Any
from urllib.parse import quote

# Old path: status, reason, new path, seconds that caches may keep the answer.
MOVED = {
    "/catalogue.html": ("301", "Moved Permanently", "/catalogue/", 3600),
    "/team/about-us": ("301", "Moved Permanently", "/about/", 3600),
    "/summer-sale": ("302", "Found", "/offers/", 60),
}
LONGEST_TARGET = 8191  # CloudFront refuses the follow-up request above this


def ascii_query(query: str) -> str:
    """Return the query in ASCII: escapes stay as they came, a stray % becomes %25."""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", query), safe="%/?:@!$&'()*+,;=")


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer a redirect for a moved path; pass every other request on."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    moved = MOVED.get(request["uri"])
    # A preflight must not be redirected, and a redirected POST would lose its body.
    if moved is None or request["method"] not in ("GET", "HEAD"):
        return request
    status, reason, path, seconds = moved
    query = ascii_query(request["querystring"])
    location = f"{path}?{query}" if query else path
    if len(location) > LONGEST_TARGET:
        return request
    return {
        "status": status,
        "statusDescription": reason,
        "headers": {
            "location": [{"key": "Location", "value": location}],
            "cache-control": [{"key": "Cache-Control", "value": f"max-age={seconds}"}],
        },
    }
