# event: origin-request
"""Serve "/docs" and "/docs/" from "/docs/index.html".

Distribution: no policy is needed. The event is origin-request, so that the function runs on cache
misses only, and behind an S3 origin that is not a website endpoint.
"""

import re
from typing import Any

INDEX = "index.html"
LONGEST_ADDRESS = 8191  # bytes of URI and query, CloudFront refuses more
# An extension holds a letter: "/docs/v1.2" is a directory, "/docs/app.js" and "/backup.7z" are not.
FILE = re.compile(r"(\.|%2[eE])[0-9]*[a-zA-Z][a-zA-Z0-9]*$")


def document(uri: str) -> str:
    """Return the URI of the object behind a friendly URI; a file stays as it is."""
    last_segment = uri.rsplit("/", 1)[1]
    if uri.startswith("/.well-known/") or FILE.search(last_segment):
        return uri
    return f"{uri}/{INDEX}" if last_segment else uri + INDEX


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Rewrite GET and HEAD; a URI with no room for the index document passes as it came."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    if request["method"] not in ("GET", "HEAD"):
        return request
    uri = document(request["uri"])
    if len((uri + request["querystring"]).encode()) <= LONGEST_ADDRESS:
        request["uri"] = uri
    return request
