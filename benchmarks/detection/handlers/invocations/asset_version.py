# event: viewer-request, expect: EC709
VERSION = "v=20240611"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].endswith((".css", ".js")):
        query = request["querystring"]
        request["querystring"] = f"{query}&{VERSION}" if query else VERSION
    return request
