# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"].setdefault("cookie", []).append({"key": "Cookie", "value": "group=a"})
    return request
