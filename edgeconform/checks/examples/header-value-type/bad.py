# event: viewer-request
def handler(event, context):
    seconds = 60 * 5
    return {"status": "503", "headers": {"retry-after": [{"key": "Retry-After", "value": seconds}]}}
