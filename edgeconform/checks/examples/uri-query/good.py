# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/":
        request["uri"] = "/home%3Ffrom=edge.html"
        request["querystring"] = "from=edge"
    return request
