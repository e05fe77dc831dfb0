# event: viewer-request
# options: --timeout 5
from hashlib import pbkdf2_hmac


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    key = pbkdf2_hmac("sha256", request["uri"].encode(), b"salt", 3_000_000)
    request["headers"]["x-key"] = [{"key": "X-Key", "value": key.hex()}]
    return request
