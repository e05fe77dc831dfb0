# event: origin-response, expect: EC306
RULES = (("/fonts/", 31536000), ("/api/feed", 30), ("/sw.js", 0))


def handler(event, context):
    cf = event["Records"][0]["cf"]
    request, response = cf["request"], cf["response"]
    for prefix, seconds in RULES:
        if request["uri"].startswith(prefix):
            value = f"max-age={seconds}" if seconds else None
            response["headers"]["cache-control"] = [{"key": "Cache-Control", "value": value}]
            break
    return response
