# event: viewer-request
from urllib.parse import parse_qs


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["querystring"] = parse_qs(request["querystring"])
    return request
