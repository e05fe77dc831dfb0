# event: viewer-request
def handler(event, context):
    return {"status": "200", "body": "hello", "isBase64Encoded": False}
