# event: viewer-request
"""Normalise the query string for the cache key: tracking parameters dropped, the rest sorted.

Distribution: the cache policy includes all query strings. Parameters are never decoded, so that
"+", "%2B", a blank value and a broken "%zz" reach the origin as the viewer sent them.
"""

from typing import Any

TRACKING_PREFIX = "utm_"
TRACKING_NAMES = ("fbclid", "gclid", "msclkid")


def name_of(parameter: str) -> str:
    """Return what stands before the first equals sign."""
    return parameter.split("=", 1)[0]


def is_tracking(parameter: str) -> bool:
    """Tell whether the parameter only serves campaign statistics."""
    name = name_of(parameter).lower()
    return name.startswith(TRACKING_PREFIX) or name in TRACKING_NAMES


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Sort by name only: the sort is stable, so repeated parameters keep their order."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    parameters = [text for text in request["querystring"].split("&") if text]
    kept = [text for text in parameters if not is_tracking(text)]
    request["querystring"] = "&".join(sorted(kept, key=name_of))
    return request
