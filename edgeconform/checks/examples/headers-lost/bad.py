# event: origin-response
KEPT = ("date", "etag", "last-modified", "transfer-encoding", "via")


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    headers = response["headers"]
    response["headers"] = {name: headers[name] for name in KEPT if name in headers}
    return response
