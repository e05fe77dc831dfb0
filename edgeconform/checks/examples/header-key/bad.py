# event: viewer-response
# options: --enable EC311
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["x-frame-options"] = [{"key": "X-Frame-Option", "value": "DENY"}]
    return response
