# event: viewer-request
# options: --enable EC415
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if "body" in request:
        request["body"].update(action="replace", encoding="text", data="a=1")
    return request
