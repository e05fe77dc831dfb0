# event: viewer-request
def handler(event, context):
    return {"status": "999", "statusDescription": "Request denied"}
