# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    agents = request["headers"].get("user-agent", [])
    agent = agents[0]["value"] if agents else ""
    device = "mobile" if "Mobi" in agent else "desktop"
    request["headers"]["x-device"] = [{"key": "X-Device", "value": device}]
    return request
