# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["set-cookie"] = [{"key": "Set-Cookie", "value": "group=a; Path=/"}]
    return request
