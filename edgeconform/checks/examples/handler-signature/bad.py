# event: viewer-request
async def handler(event, context):
    return event["Records"][0]["cf"]["request"]
