# event: viewer-request
# options: --timeout 1
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    while uri.endswith("/") and uri != "/":
        uri = uri[:-1]
    request["uri"] = uri
    return request
