# event: viewer-request
import base64
import binascii
import hmac

EXPECTED = b"editor:s3cret:with:colons"
CHALLENGE = {
    "status": "401",
    "statusDescription": "Unauthorized",
    "headers": {
        "www-authenticate": [{"key": "WWW-Authenticate", "value": 'Basic realm="preview"'}]
    },
}


def allowed(value):
    scheme, _, encoded = value.partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        given = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, EXPECTED)


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    lines = request["headers"].get("authorization", [])
    return request if lines and allowed(lines[0]["value"]) else CHALLENGE
