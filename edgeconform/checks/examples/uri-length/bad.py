# event: viewer-request
from urllib.parse import quote


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    original = quote(request["uri"])
    request["querystring"] = f"{request['querystring']}&original={original}"
    return request
