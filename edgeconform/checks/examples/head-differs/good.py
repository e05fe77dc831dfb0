# event: viewer-request
PAGE = "We will be back soon."
HEADERS = {"retry-after": [{"key": "Retry-After", "value": "600"}]}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    response = {"status": "503", "headers": HEADERS}
    if request["method"] != "HEAD":
        response["body"] = PAGE
    return response
