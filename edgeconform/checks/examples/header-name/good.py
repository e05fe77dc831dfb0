# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["x_frame.options"] = [{"key": "X_Frame.Options", "value": "DENY"}]
    return response
