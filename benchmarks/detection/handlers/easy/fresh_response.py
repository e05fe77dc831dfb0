# event: origin-response, expect: EC302
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    headers = {
        name: entries
        for name, entries in response["headers"].items()
        if name in ("content-type", "cache-control", "etag", "last-modified")
    }
    return {"status": response["status"], "headers": headers}
