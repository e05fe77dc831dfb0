# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/":
        request["querystring"] = "campaign=spring+sale"
    return request
