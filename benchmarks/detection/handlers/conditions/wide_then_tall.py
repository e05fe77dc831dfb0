# event: viewer-request, expect: EC102
from urllib.parse import parse_qs


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    query = parse_qs(request["querystring"])
    width, height = query.get("width", ["0"])[0], query.get("height", ["0"])[0]
    if width.isdigit() and height.isdigit() and int(width) > 0:
        ratio = int(width) / int(height)
        shape = "wide" if ratio > 1 else "tall"
        request["headers"]["x-shape"] = [{"key": "X-Shape", "value": shape}]
    return request
