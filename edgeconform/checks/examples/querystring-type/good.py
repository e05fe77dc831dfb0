# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["querystring"] = "&".join(sorted(request["querystring"].split("&")))
    return request
