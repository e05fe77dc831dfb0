# event: origin-request
"""Take fields that viewers must not set out of posted forms.

Distribution: "Include body" is on for this function; an origin request policy passes Content-Type
on. CloudFront works out the new Content-Length by itself.
"""

import base64
from typing import Any
from urllib.parse import unquote_plus

PROTECTED_FIELDS = ("is_admin", "role")


def is_form(headers: dict[str, Any]) -> bool:
    """Tell whether the request says that it carries a form."""
    values = [entry["value"].strip().lower() for entry in headers.get("content-type", [])]
    return any(value.startswith("application/x-www-form-urlencoded") for value in values)


def is_protected(field: str) -> bool:
    """Tell whether a field is protected, also when written r%6Fle=x or role[]=x."""
    return unquote_plus(field.split("=", 1)[0]).split("[")[0] in PROTECTED_FIELDS


def too_large() -> dict[str, Any]:
    """Return a new 413 response."""
    return {
        "status": "413",
        "statusDescription": "Content Too Large",
        "headers": {"cache-control": [{"key": "Cache-Control", "value": "no-store"}]},
    }


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Replace the body only if a field goes; refuse a truncated one, whose end nobody has seen."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if body is None or not is_form(request["headers"]):
        return request
    if body["inputTruncated"]:
        return too_large()
    # Latin-1 maps each byte to one character and back, so that any bytes survive.
    fields = base64.b64decode(body["data"]).decode("latin-1").split("&")
    kept = [field for field in fields if not is_protected(field)]
    if len(kept) < len(fields):
        body["action"], body["encoding"] = "replace", "base64"
        body["data"] = base64.b64encode("&".join(kept).encode("latin-1")).decode("ascii")
    return request
