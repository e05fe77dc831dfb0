# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    if response["status"] == "204":
        response["body"] = "nothing to see here"
    return response
