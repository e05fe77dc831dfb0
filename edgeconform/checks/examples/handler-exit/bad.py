# event: viewer-request
import sys


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    if request["method"] not in ("GET", "HEAD"):
        sys.exit("method not allowed")
    return request
