# event: viewer-request
def handler(event, context):
    return {"statusDescription": "OK", "headers": {}, "body": "hello"}
