# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["status"] = int(response["status"])
    return response
