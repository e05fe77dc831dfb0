# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri.endswith("/"):
        return request
    return {
        "status": "301",
        "headers": {"location": [{"key": "Location", "value": f"{uri}/"}]},
    }
