# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    cookies = request["headers"].get("cookie", [{"value": ""}])[0]["value"]
    if "beta=on" in cookies:
        request["uri"] = "/beta.html"
    return request
