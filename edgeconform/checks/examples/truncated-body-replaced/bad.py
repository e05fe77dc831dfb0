# event: viewer-request
# options: --include-body
import base64


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if body:
        text = base64.b64decode(body["data"])[:100]
        body["action"] = "replace"
        body["data"] = base64.b64encode(text).decode()
    return request
