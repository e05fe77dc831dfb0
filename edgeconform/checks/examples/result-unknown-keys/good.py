# event: viewer-request
def handler(event, context):
    return {"status": "200", "statusDescription": "Fine", "body": "hello", "bodyEncoding": "text"}
