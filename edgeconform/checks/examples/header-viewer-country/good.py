# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"].pop("cloudfront-viewer-country", None)
    country = "DE" if request["clientIp"].startswith("203.0.113.") else "US"
    request["headers"]["x-country"] = [{"key": "X-Country", "value": country}]
    return request
