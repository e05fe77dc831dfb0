# event: viewer-request
def handler(event, context):
    return {"status": "599", "statusDescription": "Request denied"}
