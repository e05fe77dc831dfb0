# event: viewer-request, expect: EC102
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    agent = request["headers"]["user-agent"][0]["value"]
    device = "mobile" if "Mobile" in agent else "desktop"
    request["headers"]["x-device"] = [{"key": "X-Device", "value": device}]
    return request
