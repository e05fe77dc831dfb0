# event: viewer-request
from pathlib import Path

SEEN = Path(__file__).with_name("seen.log")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    with SEEN.open("a") as log:
        log.write(request["uri"] + "\n")
    return request
