# event: viewer-request
# options: --include-body
import base64


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if body and not body["inputTruncated"]:
        body["data"] = base64.b64encode(b"a=1").decode()
    return request
