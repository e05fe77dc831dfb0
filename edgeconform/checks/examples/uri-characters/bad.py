# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"] == "/":
        request["uri"] = "/home page.html"
    return request
