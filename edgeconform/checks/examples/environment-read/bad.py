# event: origin-request
import os


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    stage = os.environ.get("STAGE")
    if stage == "production":
        request["uri"] = "/live" + request["uri"]
    return request
