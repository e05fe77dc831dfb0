# event: viewer-request
def handler(event, context):
    return {"status": "200", "body": "<h1>hello</h1>", "bodyEncoding": "base64"}
