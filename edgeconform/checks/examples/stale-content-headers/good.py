# event: origin-response
PAGE = "<h1>This page does not exist</h1>"
STALE = ("content-encoding", "content-length", "etag")


def handler(event, context):
    cf = event["Records"][0]["cf"]
    response = cf["response"]
    if response["status"] == "404":
        for name in STALE:
            response["headers"].pop(name, None)
        if cf["request"]["method"] != "HEAD":
            response["body"] = PAGE
    return response
