# event: origin-request
import os

REGION = os.environ["AWS_REGION"]


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if os.environ.get("LOG_LEVEL", "info") == "debug":
        print(REGION, request["uri"])
    return request
