# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].startswith("/docs"):
        request["uri"] = request["uri"].rstrip("/") + "/index.html"
    return request
