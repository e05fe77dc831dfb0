# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri.endswith("/"):
        uri += "index.html"
    request["uri"] = f"/v2{uri}"
    return request
