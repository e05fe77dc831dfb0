# event: viewer-request, expect: EC312
import hashlib


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    if "experiment=" not in str(headers.get("cookie", "")):
        digest = hashlib.sha256(request["clientIp"].encode()).digest()[0]
        group = "A" if digest < 128 else "B"
        headers["set-cookie"] = [{"key": "Set-Cookie", "value": f"experiment={group}; Path=/"}]
    return request
