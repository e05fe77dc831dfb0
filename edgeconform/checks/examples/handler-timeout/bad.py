# event: viewer-request
# options: --timeout 1
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    while uri.endswith("/"):
        uri = uri[:-1] or "/"
    request["uri"] = uri
    return request
