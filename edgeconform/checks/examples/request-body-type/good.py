# event: viewer-request
# options: --include-body
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    body = request.get("body")
    if body and not body["inputTruncated"]:
        request["body"] = {"action": "replace", "encoding": "text", "data": "a=1"}
    return request
