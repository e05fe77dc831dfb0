# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    country = "DE" if request["clientIp"].startswith("203.0.113.") else "US"
    name = "CloudFront-Viewer-Country"
    request["headers"][name.lower()] = [{"key": name, "value": country}]
    return request
