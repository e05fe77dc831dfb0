# event: viewer-request
# options: --enable EC415
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["body"] = {"action": "replace", "encoding": "text", "data": "a=1"}
    return request
