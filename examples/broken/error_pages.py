# event: origin-response
"""Replace the body of error responses by a page. Broken on purpose.

Content-Length is a number, where CloudFront takes strings only: 502. And Content-Encoding stays:
where the origin's error was compressed, the browser is told to unpack a page that never was
packed. It is right in ../python/error_pages.py, which takes both headers away.
"""

from typing import Any

PAGE = "<!doctype html><title>Sorry</title><h1>Something went wrong</h1>"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Replace body and type of every error."""
    response: dict[str, Any] = event["Records"][0]["cf"]["response"]
    if int(response["status"]) >= 400:
        response["body"] = PAGE
        response["bodyEncoding"] = "text"
        response["headers"]["content-type"] = [{"key": "Content-Type", "value": "text/html"}]
        response["headers"]["content-length"] = [{"key": "Content-Length", "value": len(PAGE)}]
    return response
