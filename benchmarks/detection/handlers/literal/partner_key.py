# event: viewer-request, expect: EC301
PARTNERS = {"pk_live_9f2c41": "northwind", "pk_live_77aa03": "contoso"}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    key = headers["x-partner-key"][0]["value"] if "x-partner-key" in headers else None
    if key in PARTNERS:
        headers["x-real-ip"] = [{"key": "X-Real-IP", "value": request["clientIp"]}]
        headers["x-partner"] = [{"key": "X-Partner", "value": PARTNERS[key]}]
    return request
