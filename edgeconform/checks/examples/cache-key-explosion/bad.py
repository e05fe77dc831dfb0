# event: viewer-request
import time


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    started = [{"key": "X-Started", "value": str(time.time_ns())}]
    request["headers"]["x-started"] = started
    return request
