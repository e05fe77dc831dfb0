# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    browser = request["headers"]["user-agent"][0]["value"]
    if "bot" in browser.lower():
        request["uri"] = "/static" + request["uri"]
    return request
