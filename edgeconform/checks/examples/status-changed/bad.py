# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    if response["status"] == "304":
        response["status"] = "200"
    return response
