# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    return {
        "method": request["method"],
        "uri": "/app" + request["uri"],
        "querystring": request["querystring"],
        "headers": request["headers"],
    }
