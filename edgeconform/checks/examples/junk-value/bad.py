# event: viewer-request
import re


def language(headers):
    for entry in headers.get("accept-language", []):
        if found := re.match("[a-z]{2}", entry["value"]):
            return found[0]
    return None


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["uri"] = f"/{language(request['headers'])}/index.html"
    return request
