# event: origin-request
"""Spread viewers over several origins, and let an origin group fail over to a standby.

Distribution: an origin group with the pool's first origin as primary and the standby as
secondary. CloudFront runs this function again for the secondary, and then it must not interfere.
"""

import hashlib
from typing import Any

# A name that stands twice gets twice the share.
POOL = ("blue.origin.example.com", "blue.origin.example.com", "green.origin.example.com")


def pick(client_ip: str) -> str:
    """Return the origin of a client: the same one each time, without state or randomness."""
    digest = hashlib.sha256(client_ip.encode()).digest()
    return POOL[int.from_bytes(digest[:4], "big") % len(POOL)]


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Move a request within the pool; one for another origin passes as it came."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    custom = request.get("origin", {}).get("custom")
    if custom is None or custom["domainName"] not in POOL:
        return request
    domain = pick(request["clientIp"])
    custom["domainName"] = domain
    request["headers"]["host"] = [{"key": "Host", "value": domain}]
    return request
