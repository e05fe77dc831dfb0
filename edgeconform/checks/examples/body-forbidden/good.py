# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response.pop("body", None)
    return response
