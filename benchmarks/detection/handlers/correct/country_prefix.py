# event: origin-request, options: --policy geo
MARKETS = {"DE": "de", "AT": "de", "FR": "fr"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    lines = request["headers"].get("cloudfront-viewer-country", [])
    market = MARKETS.get(lines[0]["value"], "com") if lines else "com"
    request["headers"]["x-market"] = [{"key": "X-Market", "value": market}]
    return request
