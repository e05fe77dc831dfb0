# event: viewer-request
from urllib.parse import quote

LONGEST = 1000


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    original = quote(request["uri"])
    if len(original) < LONGEST and len(request["querystring"]) < LONGEST:
        request["querystring"] = f"{request['querystring']}&original={original}"
    return request
