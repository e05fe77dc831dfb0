# event: viewer-request, expect: EC412, options: --include-body
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if request["uri"] == "/hooks/stripe" and body:
        body["action"] = "remove"
    return request
