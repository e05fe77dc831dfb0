# event: origin-response, expect: EC215
def handler(event, context):
    cf = event["Records"][0]["cf"]
    request, response = cf["request"], cf["response"]
    if response["status"] == "404" and request["uri"].startswith("/api/v2/"):
        response["body"] = {"error": "not_found"}
        response["headers"]["content-type"] = [
            {"key": "Content-Type", "value": "application/problem+json"}
        ]
        for name in ("content-length", "content-encoding", "etag"):
            response["headers"].pop(name, None)
    return response
