# event: origin-request, expect: EC215, options: --policy geo
BLOCKED = {"KP", "SY"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    country = request["headers"].get("cloudfront-viewer-country", [{"value": "US"}])[0]["value"]
    if country in BLOCKED:
        return {"status": "451", "statusDescription": "Unavailable", "body": None}
    return request
