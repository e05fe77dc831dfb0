# event: viewer-request, expect: EC215
STAGING = "staging.example.com"
ROBOTS = b"User-agent: *\nDisallow: /\n"


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["headers"]["host"][0]["value"] == STAGING:
        return {
            "status": "200",
            "headers": {"content-type": [{"key": "Content-Type", "value": "text/plain"}]},
            "body": [ROBOTS.decode()],
        }
    return request
