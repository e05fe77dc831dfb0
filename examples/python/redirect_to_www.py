# event: viewer-request
"""Redirect the bare domain to its www host, with path and query kept.

Distribution: both names are alternate domain names of it. No policy is needed: a viewer-request
function sees the Host header that the viewer sent.
"""

import re
from typing import Any
from urllib.parse import quote

BARE_HOST = "example.com"
WWW_HOST = "www.example.com"
LONGEST_TARGET = 8191  # CloudFront refuses the follow-up request above this


def redirect_target(uri: str, query: str) -> str:
    """Return path and query in ASCII: escapes stay as they came, a stray % becomes %25."""
    text = f"{uri}?{query}" if query else uri
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", text), safe="%/?:@!$&'()*+,;=")


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer 301 on the bare host; pass every other request on."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    hosts = [entry["value"].lower().split(":")[0] for entry in request["headers"].get("host", [])]
    # A preflight must not be redirected, and a redirected POST would lose its body.
    if hosts != [BARE_HOST] or request["method"] not in ("GET", "HEAD"):
        return request
    target = redirect_target(request["uri"], request["querystring"])
    if len(target) > LONGEST_TARGET:
        return request
    return {
        "status": "301",
        "statusDescription": "Moved Permanently",
        "headers": {
            # The host is fixed and the path starts with a slash: "//evil.example" stays a path.
            "location": [{"key": "Location", "value": f"https://{WWW_HOST}{target}"}],
            "cache-control": [{"key": "Cache-Control", "value": "max-age=3600"}],
        },
    }
