# event: origin-response
"""Add security headers to the response. Broken on purpose.

The response is built anew, so that Via and Transfer-Encoding, which a function may not delete,
are missing from it: CloudFront answers 502, but only where the origin sent them. It is right in
../python/security_headers.py, which edits the response that it was given.
"""

from typing import Any


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Return a new response with the headers that seemed to matter."""
    response = event["Records"][0]["cf"]["response"]
    headers = {
        "strict-transport-security": [
            {"key": "Strict-Transport-Security", "value": "max-age=63072000"}
        ],
        "x-content-type-options": [{"key": "X-Content-Type-Options", "value": "nosniff"}],
    }
    for name in ("content-type", "cache-control", "etag"):
        if name in response["headers"]:
            headers[name] = response["headers"][name]
    return {"status": response["status"], "headers": headers}
