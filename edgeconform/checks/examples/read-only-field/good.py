# event: viewer-request
# options: --enable EC206
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    method = request.pop("method")
    request["method"] = method.upper()
    return request
