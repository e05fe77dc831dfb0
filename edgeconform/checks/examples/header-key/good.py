# event: viewer-response
# options: --enable EC311
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["x-frame-options"] = [{"key": "x-Frame-OPTIONS", "value": "DENY"}]
    return response
