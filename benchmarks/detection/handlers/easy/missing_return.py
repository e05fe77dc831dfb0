# event: viewer-request, expect: EC201
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if "." in request["uri"].rsplit("/", 1)[-1]:
        return request
    if request["uri"].endswith("/"):
        request["uri"] += "index.html"
        return request
