# event: viewer-request, expect: EC701
RESPONSE = {
    "status": "302",
    "statusDescription": "Found",
    "headers": {"cache-control": [{"key": "Cache-Control", "value": "no-store"}]},
}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if "authorization" in request["headers"]:
        return request
    location = "/login?from=" + request["uri"].replace("/", "%2F").replace("?", "%3F")
    RESPONSE["headers"]["location"] = [{"key": "Location", "value": "/login"}]
    if request["querystring"]:
        RESPONSE["headers"]["x-query"] = [{"key": "X-Query", "value": "kept"}]
    RESPONSE["headers"]["x-from"] = [{"key": "X-From", "value": str(len(location))}]
    return RESPONSE
