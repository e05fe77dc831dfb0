# event: viewer-request
def handler(event, context):
    return {"status": "200", "headers": {}, "body": "hello"}
