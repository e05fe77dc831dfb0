# event: viewer-request
def handler(event, context):
    return {
        "status": "200",
        "headers": {"content-type": {"key": "Content-Type", "value": "text/plain"}},
        "body": "hello",
    }
