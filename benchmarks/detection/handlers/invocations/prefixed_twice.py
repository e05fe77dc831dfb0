# event: viewer-request, expect: EC709
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["uri"].endswith(".html"):
        request["uri"] = "/public" + request["uri"]
    return request
