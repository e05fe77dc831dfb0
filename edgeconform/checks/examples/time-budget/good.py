# event: viewer-request
# options: --time-budget 400
import time


def handler(event, context):
    time.sleep(0.0001)
    return event["Records"][0]["cf"]["request"]
