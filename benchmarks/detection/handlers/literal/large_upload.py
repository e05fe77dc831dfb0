# event: viewer-request, expect: EC216
LIMIT = 5_242_880


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    length = request["headers"].get("content-length", [{"value": "0"}])[0]["value"]
    if length.isdigit() and int(length) > LIMIT:
        return {"status": "413", "body": "too large", "bodyEncoding": "utf-8"}
    return request
