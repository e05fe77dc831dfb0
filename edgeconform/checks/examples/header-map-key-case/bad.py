# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["X-Frame-Options"] = [{"key": "X-Frame-Options", "value": "DENY"}]
    return response
