# event: viewer-request
# options: --enable EC206
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["method"] == "HEAD":
        request["method"] = "GET"
    return request
