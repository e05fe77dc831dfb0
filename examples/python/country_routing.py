# event: origin-request
"""Redirect the front page to the site of the viewer's country.

Distribution: the cache policy includes the header CloudFront-Viewer-Country, so that each country
has its own cached redirect, and all query strings.
"""

import re
from typing import Any
from urllib.parse import quote

SITES = {"AT": "/de/", "CH": "/de/", "DE": "/de/", "FR": "/fr/", "JP": "/ja/"}
LONGEST_TARGET = 8191  # CloudFront refuses the follow-up request above this


def ascii_query(query: str) -> str:
    """Return the query in ASCII: escapes stay as they came, a stray % becomes %25."""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", query), safe="%/?:@!$&'()*+,;=")


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Leave all but the front page alone: a link to a page leads to that page everywhere."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    countries = request["headers"].get("cloudfront-viewer-country", [])
    site = next((SITES[entry["value"]] for entry in countries if entry["value"] in SITES), None)
    if site is None or request["uri"] != "/" or request["method"] not in ("GET", "HEAD"):
        return request
    query = ascii_query(request["querystring"])
    location = f"{site}?{query}" if query else site
    if len(location) > LONGEST_TARGET:
        return request
    return {
        "status": "302",
        "statusDescription": "Found",
        "headers": {
            "location": [{"key": "Location", "value": location}],
            "cache-control": [{"key": "Cache-Control", "value": "max-age=60"}],
        },
    }
