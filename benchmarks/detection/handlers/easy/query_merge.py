# event: viewer-request, expect: EC406
from urllib.parse import parse_qsl


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    pairs = sorted(parse_qsl(request["querystring"], keep_blank_values=True))
    request["querystring"] = "&".join(f"{name}={value}" for name, value in pairs)
    return request
