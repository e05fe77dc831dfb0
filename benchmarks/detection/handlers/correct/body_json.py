# event: viewer-request, options: --include-body
import base64
import json


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if not body or body["inputTruncated"]:
        return request
    try:
        document = json.loads(base64.b64decode(body["data"]))
    except ValueError:
        return request
    if isinstance(document, dict):
        document["edge"] = True
        body["action"] = "replace"
        body["encoding"] = "base64"
        body["data"] = base64.b64encode(json.dumps(document).encode()).decode()
    return request
