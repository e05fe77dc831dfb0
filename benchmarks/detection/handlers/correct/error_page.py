# event: origin-response
PAGE = "<!doctype html><title>Not found</title><h1>Nothing here</h1>"


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    if response["status"] != "404":
        return response
    headers = response["headers"]
    for name in ("content-encoding", "content-length", "etag", "last-modified"):
        headers.pop(name, None)
    headers["content-type"] = [{"key": "Content-Type", "value": "text/html; charset=utf-8"}]
    response["body"] = PAGE
    return response
