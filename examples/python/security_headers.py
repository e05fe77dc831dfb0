# event: origin-response
"""Add security headers to every response of the origin, errors included.

Distribution: no policy is needed. The event is origin-response, since viewer-response functions
do not run for error statuses; CloudFront caches the headers together with the object.
"""

from typing import Any

SECURITY_HEADERS = (
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ("Content-Security-Policy", "default-src 'self'; object-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
REVEALING_HEADERS = ("x-powered-by", "x-aspnet-version")


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Return the response it was given, so that Via and Transfer-Encoding stay in place."""
    response: dict[str, Any] = event["Records"][0]["cf"]["response"]
    headers = response["headers"]
    for name in REVEALING_HEADERS:
        headers.pop(name, None)
    for name, value in SECURITY_HEADERS:
        headers[name.lower()] = [{"key": name, "value": value}]
    return response
