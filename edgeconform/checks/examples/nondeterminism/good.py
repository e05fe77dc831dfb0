# event: viewer-response
import time
import uuid
from hashlib import sha256

VARIANTS = ("a", "b")


def handler(event, context):
    cf = event["Records"][0]["cf"]
    headers = cf["response"]["headers"]
    digest = sha256(cf["request"]["clientIp"].encode()).digest()
    variant = VARIANTS[digest[0] % len(VARIANTS)]
    headers["x-variant"] = [{"key": "X-Variant", "value": variant}]
    headers["x-request-id"] = [{"key": "X-Request-Id", "value": str(uuid.uuid4())}]
    headers["x-seen-at"] = [{"key": "X-Seen-At", "value": str(time.time())}]
    return cf["response"]
