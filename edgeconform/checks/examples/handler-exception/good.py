# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for entry in request["headers"].get("user-agent", []):
        if "bot" in entry["value"].lower():
            request["uri"] = "/static" + request["uri"]
    return request
