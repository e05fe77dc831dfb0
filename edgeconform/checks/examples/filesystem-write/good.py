# event: viewer-request
from pathlib import Path

SEEN = Path("/tmp/edgeconform-example-seen.log")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    with SEEN.open("a") as log:
        log.write("seen\n")
    SEEN.unlink()
    return request
