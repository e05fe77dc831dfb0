# event: viewer-request, expect: EC102, options: --include-body
import base64
from urllib.parse import parse_qs


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["method"] != "POST":
        return request
    form = parse_qs(base64.b64decode(request["body"]["data"]).decode())
    request["headers"]["x-form"] = [{"key": "X-Form", "value": str(len(form))}]
    return request
