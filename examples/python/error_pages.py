# event: origin-response
"""Replace the body of the origin's error responses by a page for people.

Distribution: no policy is needed. The status stays, and the page is not stored, so that the real
one is back as soon as the origin is.
"""

from typing import Any

PAGES = {
    "403": "This page is not open to you",
    "404": "This page does not exist",
    "500": "Something went wrong on our side",
    "502": "Something went wrong on our side",
    "503": "We are down for maintenance",
    "504": "Something went wrong on our side",
}
# They describe the body that is replaced.
STALE_HEADERS = (
    "accept-ranges",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-range",
    "etag",
    "expires",
    "last-modified",
)


def page(title: str) -> str:
    """Return the page in HTML; nothing of the request goes into it."""
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n"
    )


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Edit the response it was given: Via, Transfer-Encoding and Set-Cookie stay in place."""
    cf = event["Records"][0]["cf"]
    response: dict[str, Any] = cf["response"]
    headers = response["headers"]
    title = PAGES.get(response["status"])
    content_types = [entry["value"].lower() for entry in headers.get("content-type", [])]
    # A program that asked for JSON can do more with the origin's own answer.
    if title is None or any("json" in value for value in content_types):
        return response
    for name in STALE_HEADERS:
        headers.pop(name, None)
    headers["content-type"] = [{"key": "Content-Type", "value": "text/html; charset=utf-8"}]
    headers["cache-control"] = [{"key": "Cache-Control", "value": "no-store"}]
    if cf["request"]["method"] != "HEAD":
        response.update(body=page(title), bodyEncoding="text")
    return response
