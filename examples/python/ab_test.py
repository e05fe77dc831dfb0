# event: viewer-request
"""Serve variant A or B of a page: by the cookie "variant", else by a hash of the client's address.

Distribution: no policy is needed, since the variant is part of the rewritten URI and with it of
the cache key. The hash keeps a viewer on one variant without any state and without randomness.
"""

import hashlib
from typing import Any

VARIANT_B = {"/pricing.html": "/pricing.b.html", "/signup.html": "/signup.b.html"}


def cookie(headers: dict[str, Any], wanted: str) -> str:
    """Return the first cookie of that name, "" for none; several Cookie headers may come."""
    for entry in headers.get("cookie", []):
        for pair in entry["value"].split(";"):
            name, _, value = pair.partition("=")
            if name.strip() == wanted:
                return str(value.strip())
    return ""


def variant(request: dict[str, Any]) -> str:
    """Return "a" or "b"; any other value of the cookie counts as no cookie."""
    chosen = cookie(request["headers"], "variant")
    if chosen in ("a", "b"):
        return chosen
    digest = hashlib.sha256(request["clientIp"].encode()).digest()
    return "b" if digest[0] % 2 else "a"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Rewrite the pages under test; every other request passes as it came."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    if request["uri"] in VARIANT_B and variant(request) == "b":
        request["uri"] = VARIANT_B[request["uri"]]
    return request
