# event: viewer-request, expect: EC306
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    depth = request["uri"].count("/")
    request["headers"]["x-path-depth"] = [{"key": "X-Path-Depth", "value": depth}]
    return request
