# event: viewer-request
import time

DAY = 24 * 60 * 60


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    agents = request["headers"].get("user-agent", [{"value": ""}])
    kind = "mobile" if "Mobi" in agents[0]["value"] else "desktop"
    request["headers"]["x-device"] = [{"key": "X-Device", "value": kind}]
    request["querystring"] = f"day={int(time.time() // DAY)}"
    return request
