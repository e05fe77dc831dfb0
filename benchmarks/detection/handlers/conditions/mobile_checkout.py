# event: viewer-request, expect: EC402
MOBILE = ("iPhone", "Android", "Windows Phone")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    agent = request["headers"].get("user-agent", [{"value": ""}])[0]["value"]
    if request["uri"].startswith("/checkout") and "Windows Phone" in agent:
        request["uri"] = "/mobile checkout" + request["uri"].removeprefix("/checkout")
    elif any(name in agent for name in MOBILE):
        request["headers"]["x-device"] = [{"key": "X-Device", "value": "mobile"}]
    return request
