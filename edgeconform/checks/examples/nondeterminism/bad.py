# event: viewer-response
import random

VARIANTS = ("a", "b")


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    variant = [{"key": "X-Variant", "value": random.choice(VARIANTS)}]
    response["headers"]["x-variant"] = variant
    return response
