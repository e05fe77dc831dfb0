# event: viewer-request, expect: EC703
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    uri = request["uri"]
    if uri.endswith("/") or "." in uri.rsplit("/", 1)[-1]:
        return request
    return {
        "status": "301",
        "statusDescription": "Moved Permanently",
        "headers": {"location": [{"key": "Location", "value": uri + "/"}]},
    }
