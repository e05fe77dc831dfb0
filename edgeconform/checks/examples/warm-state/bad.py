# event: viewer-request
REDIRECT = {"status": "302", "headers": {}}


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    headers = REDIRECT["headers"]
    headers["location"] = [{"key": "Location", "value": "https://www.example.com/start"}]
    if "cookie" not in request["headers"]:
        headers["set-cookie"] = [{"key": "Set-Cookie", "value": "seen=1; Path=/"}]
    return REDIRECT
