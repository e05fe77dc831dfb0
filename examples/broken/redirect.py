# event: viewer-request
"""Redirect the bare domain to its www host. Broken on purpose.

The path is decoded "to look nice": "/%0A" puts a line break into Location, which CloudFront
refuses with 502, and which elsewhere would let a link write headers of its own. It is right in
../python/redirect_to_www.py, which keeps the escapes as they came.
"""

from typing import Any
from urllib.parse import unquote


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Redirect every host that does not begin with www."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    host = request["headers"]["host"][0]["value"]
    if host.startswith("www."):
        return request
    query = f"?{request['querystring']}" if request["querystring"] else ""
    location = f"https://www.example.com{unquote(request['uri'])}{query}"
    return {
        "status": "301",
        "statusDescription": "Moved Permanently",
        "headers": {"location": [{"key": "Location", "value": location}]},
    }
