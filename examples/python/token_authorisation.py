# event: viewer-request
"""Let in requests with a known bearer token, and answer 401 to all others.

Distribution: attach it to the behaviors to protect; it guards all of their paths, so that no
spelling of a path gets around it. An origin request policy passes X-Client on. Deploy with the
hashes of your own tokens (`printf %s TOKEN | sha256sum`): the tokens are not in the code, and a
long random token cannot be found from its hash.
"""

import hashlib
from typing import Any

# SHA-256 of the token: client. This one is of "example-token-of-acme".
CLIENTS = {
    "7c7ce177f79fccf54ae4102217d6b14499875676b9c3d2d6c5dac267a49d24ae": "acme",
}


def client_of(headers: dict[str, Any]) -> str:
    """Return the client that the bearer token belongs to, "" for none."""
    values = [entry["value"] for entry in headers.get("authorization", [])]
    scheme, _, token = values[0].partition(" ") if len(values) == 1 else ("", "", "")
    if scheme.lower() != "bearer":
        return ""
    return CLIENTS.get(hashlib.sha256(token.strip().encode()).hexdigest(), "")


def refusal(method: str) -> dict[str, Any]:
    """Return a new 401 response, without a body for HEAD."""
    response: dict[str, Any] = {
        "status": "401",
        "statusDescription": "Unauthorized",
        "headers": {
            "www-authenticate": [{"key": "WWW-Authenticate", "value": 'Bearer realm="example"'}],
            "content-type": [{"key": "Content-Type", "value": "text/plain; charset=utf-8"}],
            "cache-control": [{"key": "Cache-Control", "value": "no-store"}],
        },
    }
    if method != "HEAD":
        response.update(body="A valid token is needed.\n", bodyEncoding="text")
    return response


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Tell the origin who calls, in a header that the viewer cannot set itself."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    headers.pop("x-client", None)
    if request["method"] == "OPTIONS":  # browsers send a preflight without credentials
        return request
    client = client_of(headers)
    if not client:
        return refusal(request["method"])
    headers["x-client"] = [{"key": "X-Client", "value": client}]
    return request
