# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    return {
        "clientIp": request["clientIp"],
        "method": request["method"],
        "uri": "/app" + request["uri"],
        "querystring": request["querystring"],
        "headers": request["headers"],
    }
