# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    parts = request["querystring"].split("&")
    request["querystring"] = "&".join(sorted(parts, key=lambda part: part.split("=")[0]))
    return request
