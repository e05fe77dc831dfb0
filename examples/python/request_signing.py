# event: origin-request
"""Sign requests to a custom origin with HMAC-SHA256, so that it can refuse all other callers.

Distribution: the origin has the custom header X-Signing-Key with the shared key, which reaches
this function and is taken out before the request leaves. The origin computes the same signature
and refuses a nonce that it has seen. No policy is needed; a body is not part of the signature.
"""

import hashlib
import hmac
from typing import Any

KEY_HEADER = "x-signing-key"


def signature(key: str, request: dict[str, Any], path: str, nonce: str) -> str:
    """Return the signature in hex, over the lines method, path with query, and nonce."""
    address = f"{path}{request['uri']}?{request['querystring']}"
    message = "\n".join((request["method"], address, nonce))
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Sign for a custom origin with a key; an S3 origin is signed for by CloudFront itself."""
    cf = event["Records"][0]["cf"]
    request: dict[str, Any] = cf["request"]
    custom = request.get("origin", {}).get("custom", {})
    custom_headers = custom.get("customHeaders", {})
    key = next((entry["value"] for entry in custom_headers.pop(KEY_HEADER, [])), "")
    if not key:
        return request
    # The request id differs for each request, and needs neither clock nor random numbers.
    nonce = cf["config"]["requestId"]
    value = signature(key, request, custom["path"], nonce)
    for name, text in (("X-Signature", value), ("X-Signature-Nonce", nonce)):
        custom_headers.pop(name.lower(), None)  # a name may not stand in both maps
        request["headers"][name.lower()] = [{"key": name, "value": text}]
    return request
