# event: viewer-request
"""Choose the size and format of an image by query, client hints and Accept.

"/images/cat.jpg?w=500" becomes "/resized/640/webp/images/cat.jpg". Distribution: no policy is
needed, since the choice is part of the URI and with it of the cache key. Few sizes, so that many
viewers share an entry; the origin makes or holds the resized images.
"""

import re
from typing import Any

WIDTHS = (320, 640, 1280, 1920)
DEFAULT_WIDTH = 1280
LONGEST_ADDRESS = 8191  # bytes of URI and query, CloudFront refuses more


def values(headers: dict[str, Any], name: str) -> list[str]:
    """Return the values of a header, none if the viewer sent none."""
    return [entry["value"] for entry in headers.get(name, [])]


def width(headers: dict[str, Any], parameters: list[str]) -> int:
    """Return the smallest width on offer that is not below the one asked for."""
    if "on" in values(headers, "save-data"):
        return WIDTHS[0]
    asked = [text[2:] for text in parameters if text.startswith("w=")]
    asked += values(headers, "sec-ch-viewport-width")
    wanted = next((int(text) for text in asked if re.fullmatch("[0-9]{1,5}", text)), DEFAULT_WIDTH)
    return next((offer for offer in WIDTHS if offer >= wanted), WIDTHS[-1])


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Rewrite GET and HEAD of images; the parameter moves from the query into the path."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    uri, headers = request["uri"], request["headers"]
    image = uri.startswith("/images/") and re.search(r"\.(jpe?g|png)$", uri, re.IGNORECASE)
    if not image or request["method"] not in ("GET", "HEAD"):
        return request
    parameters = request["querystring"].split("&")
    query = "&".join(text for text in parameters if text.split("=", 1)[0] != "w")
    webp = any("image/webp" in value for value in values(headers, "accept"))
    resized = f"/resized/{width(headers, parameters)}/{'webp' if webp else 'original'}{uri}"
    if len((resized + query).encode()) <= LONGEST_ADDRESS:
        request["uri"], request["querystring"] = resized, query
    return request
