# event: viewer-request, expect: EC306
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    host = request["headers"]["host"][0]["value"]
    if host == "staging.example.org" and "authorization" not in request["headers"]:
        return {
            "status": "401",
            "headers": {
                "www-authenticate": [{"key": "WWW-Authenticate", "value": ("Basic", "staging")}]
            },
        }
    return request
