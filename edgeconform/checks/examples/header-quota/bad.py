# event: origin-request
TOKEN = "a" * 1_800


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    for origin in request["origin"].values():
        origin["customHeaders"] = {"x-token": [{"key": "X-Token", "value": TOKEN}]}
    return request
