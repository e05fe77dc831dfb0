# event: viewer-request
import logging
import os

logging.getLogger().setLevel(os.environ.get("LOG_LEVEL", "INFO"))


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    logging.getLogger().info("%s %s", request["method"], request["uri"])
    return request
