# event: viewer-request, expect: EC102
import hashlib
import hmac
from urllib.parse import parse_qs

SECRET = b"not-a-real-secret"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    query = parse_qs(request["querystring"])
    if "Signature" not in query:
        return {"status": "403", "statusDescription": "Forbidden"}
    expires = int(query["Expires"][0])
    text = f"{request['uri']}:{expires}".encode()
    expected = hmac.new(SECRET, text, hashlib.sha256).hexdigest()
    if hmac.compare_digest(expected, query["Signature"][0]):
        return request
    return {"status": "403", "statusDescription": "Forbidden"}
