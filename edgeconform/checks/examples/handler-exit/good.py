# event: viewer-request
import sys


def refuse():
    sys.exit("method not allowed")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    try:
        if request["method"] not in ("GET", "HEAD"):
            refuse()
    except SystemExit:
        return {"status": "405"}
    return request
