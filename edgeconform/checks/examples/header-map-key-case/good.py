# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["x-frame-options"] = [{"key": "X-FRAME-OPTIONS", "value": "DENY"}]
    return response
