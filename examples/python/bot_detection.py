# event: viewer-request
"""Refuse scrapers with 403, and mark search engines in a header, by their User-Agent.

Distribution: the cache policy includes the header X-Bot if the origin answers search engines with
other content, else an origin request policy does. A User-Agent can be forged: this keeps out the
honest ones, and is no protection.
"""

from typing import Any

SCRAPERS = ("ahrefsbot", "mj12bot", "petalbot", "scrapy", "semrushbot")
SEARCH_ENGINES = ("applebot", "bingbot", "duckduckbot", "googlebot", "yandexbot")


def refusal(method: str) -> dict[str, Any]:
    """Return a new 403 response, without a body for HEAD."""
    response: dict[str, Any] = {
        "status": "403",
        "statusDescription": "Forbidden",
        "headers": {
            "content-type": [{"key": "Content-Type", "value": "text/plain; charset=utf-8"}],
            "cache-control": [{"key": "Cache-Control", "value": "no-store"}],
        },
    }
    if method != "HEAD":
        response.update(body="Automated access is not allowed.\n", bodyEncoding="text")
    return response


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Leave robots.txt open to all, so that robots can learn what is asked of them."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    user_agent = " ".join(entry["value"] for entry in headers.get("user-agent", [])).lower()
    if request["uri"] != "/robots.txt" and any(name in user_agent for name in SCRAPERS):
        return refusal(request["method"])
    known = any(name in user_agent for name in SEARCH_ENGINES)
    headers["x-bot"] = [{"key": "X-Bot", "value": "search-engine" if known else "none"}]
    return request
