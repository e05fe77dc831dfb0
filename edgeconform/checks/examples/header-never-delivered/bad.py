# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    country = request["headers"].get("cloudfront-viewer-country", [{"value": "US"}])[0]["value"]
    request["headers"]["x-market"] = [
        {"key": "X-Market", "value": "eu" if country == "DE" else "us"}
    ]
    return request
