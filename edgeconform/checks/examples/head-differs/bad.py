# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["method"] == "GET":
        return request
    return {"status": "405", "headers": {"allow": [{"key": "Allow", "value": "GET"}]}}
