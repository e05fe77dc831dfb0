# event: origin-request
# options: --memory 128
TABLE = "x" * 40_000_000


def handler(event, context):
    return event["Records"][0]["cf"]["request"]
