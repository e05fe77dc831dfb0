# event: viewer-request
import hashlib
import hmac
from urllib.parse import parse_qs

SECRET = b"not-a-real-secret"
FORBIDDEN = {"status": "403", "statusDescription": "Forbidden"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    query = parse_qs(request["querystring"])
    given, expires = query.get("Signature", [""])[0], query.get("Expires", [""])[0]
    if not expires.isascii() or not expires.isdigit() or not given.isascii():
        return FORBIDDEN
    text = f"{request['uri']}:{expires}".encode()
    expected = hmac.new(SECRET, text, hashlib.sha256).hexdigest()
    return request if hmac.compare_digest(expected, given) else FORBIDDEN
