# event: viewer-request
def handler(event, context):
    event["Records"][0]["cf"]["request"]["uri"] = "/index.html"
    return event["Records"][0]["cf"]["request"]
