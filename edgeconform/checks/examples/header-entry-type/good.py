# event: viewer-request
def handler(event, context):
    return {
        "status": "200",
        "headers": {"content-type": ({"value": "text/plain"},)},
        "body": "hello",
    }
