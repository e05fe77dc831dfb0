# event: viewer-response, expect: EC214
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    if not response["headers"].get("content-type"):
        response["status"] = "204"
    return response
